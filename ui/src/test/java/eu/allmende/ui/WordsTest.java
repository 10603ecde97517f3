package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.ui.DeskSnapshot.Membership;
import eu.allmende.ui.NodeRow.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void germanSaysEverythingThatEnglishSays() throws IOException {
        assertThat(keys("words_de.properties")).isEqualTo(keys("words.properties"));
    }

    @Test
    void aLanguageWithoutABundleIsAnsweredInEnglishWholly() {
        Words words = new Words(Locale.FRANCE);

        assertThat(words.text("folders")).isEqualTo("Folders");
        assertThat(words.country("DE")).isEqualTo("Germany");
        assertThat(words.bytes(1_600_000_000)).isEqualTo("1.5 GiB");
    }

    @Test
    void germanCountsAndNamesInGerman() {
        Words words = new Words(Locale.GERMANY);

        assertThat(words.bytes(1_600_000_000)).isEqualTo("1,5 GiB");
        assertThat(words.country("AT")).isEqualTo("Österreich");
        assertThat(words.summary(Samples.day())).isEqualTo("3 Ordner, 8 Knoten, 6 antworten");
    }

    @Test
    void theSummaryOfNothingIsNoCount() {
        Words words = new Words(Locale.ENGLISH);
        DeskSnapshot noNode = new DeskSnapshot(Membership.MEMBER, List.of(), List.of());

        assertThat(words.summary(Samples.noAccount())).isEqualTo("A commons of disk space");
        assertThat(words.summary(noNode)).isEqualTo("No folder, no node known yet");
        assertThat(words.summary(Samples.with())).isEqualTo("No folder, 8 nodes, 6 answering");
        NodeRow unasked = Samples.node("NL", NodeRow.Level.DECLARED, new Standing.Unknown());
        assertThat(words.summary(new DeskSnapshot(Membership.MEMBER, List.of(), List.of(unasked))))
                .isEqualTo("No folder, 1 node");
    }

    @Test
    void everyStateHasAWordInBothLanguages() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Words words = new Words(locale);
            Stream.of(FolderRow.State.values(), NodeRow.Level.values(), NodeRow.Contact.values())
                    .flatMap(Stream::of)
                    .forEach(value -> assertThat(words.text(value)).isNotBlank());
        }
    }

    @Test
    void anUnknownCountryIsCalledUnknown() {
        assertThat(new Words(Locale.ENGLISH).country("?")).isEqualTo("unknown");
    }

    @Test
    void whatTheEngineSaysIsSaidInThePersonsLanguage() {
        Words german = new Words(Locale.GERMAN);

        assertThat(german.said("The disk is full.")).isEqualTo("Die Platte ist voll.");
        assertThat(german.said("There is no directory /a/{1}/$0."))
                .isEqualTo("Ein Verzeichnis /a/{1}/$0 gibt es nicht.");
        assertThat(german.said("The commons cannot be reached: too few validators answered."))
                .isEqualTo(
                        "Die Allmende ist nicht erreichbar (zu wenige Validatoren antworteten).");
        assertThat(
                        german.said(
                                "Much of this folder was given up: 1.5 GiB of 4.0 GiB, by a and b, since"
                                        + " 2026-12-01 10:00. It stays until 2026-12-31 10:00 at least. If"
                                        + " that was not meant, `allmende history` shows what changed, and"
                                        + " `allmende restore` and `allmende rewind` bring it back."))
                .startsWith(
                        "Vieles in diesem Ordner wurde aufgegeben: 1.5 GiB von 4.0 GiB, durch a and b, seit"
                                + " 2026-12-01 10:00. Es bleibt mindestens bis 2026-12-31 10:00.");
        assertThat(german.said("Something that nobody translated."))
                .isEqualTo("Something that nobody translated.");
        assertThat(new Words(Locale.ENGLISH).said("The disk is full."))
                .isEqualTo("The disk is full.");
    }

    @Test
    void noSentenceIsTranslatedThatTheEngineDoesNotSay() throws IOException {
        String said = engineLiterals();

        assertThat(
                        texts("words.properties").entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith("said."))
                                .map(Map.Entry::getValue)
                                .flatMap(text -> Stream.of(text.split("\\{[0-9]}")))
                                .filter(part -> part.length() > 4)
                                .filter(part -> !said.contains(part.replaceAll("\\.$", ""))))
                .as("sentences that changed in the engine: change them in both bundles")
                .isEmpty();
    }

    /// All texts in the sources of engine and protocol; those that are split over lines joined.
    private static String engineLiterals() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("sync-engine", "protocol")) {
            all.append(literals(Path.of("..", module, "src/main/java")));
        }
        return all.toString();
    }

    private static String literals(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
            return all.toString();
        }
    }

    private static Set<String> keys(String file) throws IOException {
        return texts(file).keySet();
    }

    private static Map<String, String> texts(String file) throws IOException {
        Properties words = new Properties();
        try (InputStream bytes = Words.class.getResourceAsStream(file);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            words.load(text);
        }
        return words.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, words::getProperty));
    }
}
