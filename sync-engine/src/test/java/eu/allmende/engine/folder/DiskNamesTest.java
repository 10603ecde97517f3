package eu.allmende.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which names are one to a disk, and which it cannot hold.
class DiskNamesTest {
    private static final DiskNames ANY_CASE = new DiskNames(Sameness.CASES, Repertoire.ALL, 255);
    private static final DiskNames ANY_FORM = new DiskNames(Sameness.FORMS, Repertoire.ALL, 255);
    private static final DiskNames WINDOWS = new DiskNames(Sameness.CASES, Repertoire.WINDOWS, 255);

    @ParameterizedTest
    @CsvSource({
        "Report.TXT, report.txt",
        "Ä, ä",
        "A\u0308, ä",
        "Straße, STRASSE",
        "STRAẞE, strasse",
        "ΟΔΟΣ, οδος",
        "ﬁn, FIN",
        "ſ, S",
        "\u212Aelvin, kelvin",
        "\u1E9B\u0323, \u1E69",
        "İ, i\u0307"
    })
    void theseAreOneNameWhereTheCaseDoesNotCount(String one, String other) {
        assertThat(ANY_CASE.key(one)).isEqualTo(ANY_CASE.key(other));
        assertThat(DiskNames.EXACT.key(one)).isNotEqualTo(DiskNames.EXACT.key(other));
    }

    @ParameterizedTest
    @CsvSource({"ı, i", "a, á", "o, ö", "n, ñ", "2, ²", "и, й"})
    void theseAreTwoNamesEverywhere(String one, String other) {
        assertThat(ANY_CASE.key(one)).isNotEqualTo(ANY_CASE.key(other));
    }

    @Test
    void whereOnlyTheFormDoesNotCountTheCaseDoes() {
        assertThat(ANY_FORM.key("A\u0308")).isEqualTo(ANY_FORM.key("Ä"));
        assertThat(ANY_FORM.key("Ä")).isNotEqualTo(ANY_FORM.key("ä"));
        assertThat(ANY_FORM.differInForm("A\u0308", "Ä")).isTrue();
        assertThat(ANY_CASE.differInForm("Ä", "ä")).isFalse();
        assertThat(DiskNames.EXACT.differInForm("A\u0308", "Ä")).isFalse();
    }

    @Test
    void aNameAndAllItsFormsHaveOneKey() {
        Random chance = new Random(20261124);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + chance.nextInt(6); length > 0; length--) {
                text.appendCodePoint(letter(chance));
            }
            String name = text.toString();
            String key = ANY_CASE.key(name);
            for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                assertThat(ANY_CASE.key(Normalizer.normalize(name, form))).isEqualTo(key);
            }
            assertThat(ANY_CASE.key(key)).as("folded is folded").isEqualTo(key);
        }
    }

    private static int letter(Random chance) {
        int[] blocks = {0x41, 0xC0, 0x370, 0x400, 0x1E00, 0x1F00, 0x300};
        return blocks[chance.nextInt(blocks.length)] + chance.nextInt(0x50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con.txt",
                "Nul.tar.gz",
                "COM1",
                "lpt9.log",
                "COM²",
                "aux ",
                "a:b",
                "what?",
                "a|b",
                "<a>",
                "\"quoted\"",
                "a\\b",
                "star*",
                "bell\u0007",
                "dot.",
                "space "
            })
    void windowsCannotHoldTheseAndSaysWhy(String name) {
        assertThat(WINDOWS.objection(name))
                .hasValueSatisfying(text -> assertThat(text).endsWith("."));
        assertThat(DiskNames.EXACT.objection(name)).isEmpty();
        assertThat(ANY_CASE.objection(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "COM", "COM10", "a.con", "nulls.txt", ".hidden", "ä'&%$ .x"})
    void windowsHoldsThese(String name) {
        assertThat(WINDOWS.objection(name)).isEmpty();
    }

    @Test
    void aDiskMayHoldShorterNamesThanOthers() {
        DiskNames sealed = new DiskNames(Sameness.BYTES, Repertoire.ALL, 143);

        assertThat(sealed.objection("n".repeat(143))).isEmpty();
        assertThat(sealed.objection("n".repeat(144)).orElseThrow()).contains("143 bytes");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisDiskTakesNamesAsTheyAreAndNothingIsLeftBehind(@TempDir Path dir) throws IOException {
        FolderRoot root = new FolderRoot(dir);
        root.makeHouse();
        Files.createDirectory(dir.resolve(".allmende/probe"));
        Files.createFile(dir.resolve(".allmende/probe/left by a crash"));

        DiskNames names = NameProbe.of(root);

        assertThat(names).isEqualTo(DiskNames.EXACT);
        assertThat(dir.resolve(".allmende/probe")).doesNotExist();
    }
}
