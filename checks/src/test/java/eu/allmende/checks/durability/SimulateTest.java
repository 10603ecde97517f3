package eu.allmende.checks.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command itself.
class SimulateTest {
    private static final String GOOD =
            "durability --code 3/5/7 --afr 0.2 --repair-days 3 --packs 50";

    private static int run(String words) {
        return Simulate.run(words.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wonders",
                "durability",
                "durability --code 3/5 --afr 0.2 --repair-days 3",
                "durability --code 5/3/7 --afr 0.2 --repair-days 3",
                "durability --code 3/5/7 --afr 1 --repair-days 3",
                "durability --code 3/5/7 --afr 0.2 --repair-days 0",
                "durability --code 3/5/7 --afr 0.2 --repair-days soon",
                GOOD + " --shock 1.5",
                GOOD + " --nodes 13",
                GOOD + " --nodes 2000000000",
                GOOD + " --years Infinity",
                "durability --code 3/5/7 --afr 0.2 --repair-days 5000",
                GOOD + " --online 0",
                GOOD + " --plot nines.gif"
            })
    void wordsThatMakeNoSenseAreRefused(String words) {
        assertThat(run(words)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "durability --code 1/1/3 --afr 0.9 --repair-days 3650 --packs 50",
                "durability --code 100/250/255 --afr 1e-9 --repair-days 1e-5 --nodes 600 --packs 9"
            })
    void thePlotIsAPicture(String words, @TempDir Path dir) throws Exception {
        Path plot = dir.resolve("nines.svg");

        assertThat(run(words + " --plot " + plot)).isZero();

        assertThat(plot).content().doesNotContain("NaN", "Infinity");

        try (var picture = Files.newInputStream(plot)) {
            var lines =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(picture)
                            .getElementsByTagName("polyline");
            assertThat(lines.getLength()).isEqualTo(3);
        }
    }

    @Test
    void aPlotThatCannotBeWrittenIsAFailure(@TempDir Path dir) {
        assertThat(run(GOOD + " --json --plot " + dir.resolve("nowhere/nines.svg"))).isEqualTo(1);
    }

    @Test
    void whatIsPlayedIsTold() {
        Setting setting =
                new Setting(
                        new Scheme(3, 5, 7),
                        new Hazard(0.2, 3),
                        false,
                        300,
                        50,
                        100,
                        1,
                        8,
                        0.1,
                        0,
                        4);
        Findings findings = Findings.of(setting);

        assertThat(findings.text())
                .contains("6.59 nines", "Played: 50 packs on 300 nodes", "go at once");
        assertThat(FindingsJson.of(findings).at("/played/seed").asLong()).isEqualTo(4);
        assertThat(FindingsJson.of(findings).at("/shock/nines").asDouble()).isPositive();
    }
}
