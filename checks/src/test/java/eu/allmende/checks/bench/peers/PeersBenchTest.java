package eu.allmende.checks.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersBenchTest {
    @TempDir Path dir;

    @Test
    void beneathAPeerTheRatioCountsAndAloneTheFigure() {
        assertThat(Line.seconds("upload", 3.2, "restic", 2, 1.6).isMet()).isTrue();
        assertThat(Line.seconds("upload", 3.3, "restic", 2, 1.6).isMet()).isFalse();
        assertThat(Line.alone("no change", 1.5, "s", 1.5).isMet()).isTrue();
        assertThat(Line.alone("no change", 1.6, "s", 1.5).isMet()).isFalse();
        assertThat(Line.seconds("rsync", 900, "rsync", 1, 0).isMet()).isTrue();
        assertThat(Line.alone("alone", 1, "s", 0).ratio()).isEmpty();
    }

    @Test
    void theTableNamesWhatIsMissedAndWhatFailed() throws IOException {
        PeerTable table =
                new PeerTable(
                        List.of(
                                Line.seconds("upload", 4, "restic", 2, 1.6),
                                Line.alone("idle", 0.2, "%", 1)),
                        Map.of("edit", "it \"broke\""),
                        10);

        assertThat(table.text())
                .containsSubsequence("upload", "4.00 s", "2.00", "×1.60", "NO", "idle", "yes")
                .contains("edit was not measured", "10 times smaller");
        JsonNode json = new ObjectMapper().readTree(table.json());
        assertThat(json.get("lines").get(0).get("ratio").asDouble()).isEqualTo(2);
        assertThat(json.get("lines").get(0).get("met").asBoolean()).isFalse();
        assertThat(json.get("lines").get(1).get("ratio").isNull()).isTrue();
        assertThat(json.get("failures").get("edit").asText()).isEqualTo("it \"broke\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only", "--shrink 0", "--shrink few", "--fast", "--dir"})
    void whatMakesNoSenseIsRefusedWithCode2(String words) throws IOException {
        List<String> list = List.of(words.split(" ", -1));

        assertThatThrownBy(() -> Wishes.read(list)).isInstanceOf(IllegalArgumentException.class);
        assertThat(PeersBench.run(list)).isEqualTo(2);
    }

    @Test
    void anUnknownRowIsRefusedWithCode2() throws IOException {
        assertThat(PeersBench.run(List.of("--only", "nothing", "--dir", dir.toString())))
                .isEqualTo(2);
    }

    @Test
    void aCorpusIsTheSameEachTimeAndSmallerWhenShrunk() throws IOException {
        Corpus.MANY.make(dir.resolve("one"), 1000);
        Corpus.MANY.make(dir.resolve("two"), 1000);
        Corpus.copy(dir.resolve("one"), dir.resolve("half"), 2);

        assertThat(files(dir.resolve("one"))).hasSize(100);
        assertThat(files(dir.resolve("half"))).hasSize(50);
        assertThat(Files.mismatch(dir.resolve("one/d0/f7"), dir.resolve("two/d0/f7")))
                .isEqualTo(-1);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
