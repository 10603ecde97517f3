package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.allmende.checks.commandline.Place.Act;
import eu.allmende.checks.program.Picture;
import eu.allmende.checks.program.Picture.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two people, two computers, one folder, and a third computer that comes in the end. All scenarios
/// are played at once, each in a directory of its own, over real processes and a real commons.
class TwoPeopleTest {
    private static final int MOST_TURNS = 12;

    @TempDir static Path dir;
    private static CommonsProcess commons;
    private static Computer a;
    private static Computer b;
    private static Computer c;
    private static Seen seen;

    /// What is on the three in the end, read once.
    private record Seen(Picture oldOnA, Picture a, Picture b, Picture c) {}

    static List<Scenario> scenarios() {
        return Stream.of(FileScenarios.all(), MoveScenarios.all(), ConflictScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    @BeforeAll
    static void play() throws IOException, InterruptedException {
        commons = CommonsProcess.start(dir.resolve("commons"));
        a = new Computer("A", dir, commons.file()).found();
        a.program().run("folder", "add", "shared", a.files()).isDone();
        b = new Computer("B", dir, commons.file()).joins(a);
        b.program().run("folder", "link", "shared", b.files()).isDone();
        a.start();
        b.start();
        for (Scenario each : scenarios()) {
            act(a, each, each.base());
        }
        settle();
        int rounds = scenarios().stream().mapToInt(each -> each.rounds().size()).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            playApart(round);
        }
        joinLate();
        seen =
                new Seen(
                        a.picture(Times.OLD_ONLY),
                        a.picture(Times.WITH),
                        b.picture(Times.WITH),
                        c.picture(Times.WITH));
    }

    private static void playApart(int round) throws IOException {
        a.program().run("pause").isDone();
        b.program().run("pause", "shared").isDone();
        for (Scenario each : scenarios()) {
            if (round < each.rounds().size()) {
                act(a, each, each.rounds().get(round).onA());
                act(b, each, each.rounds().get(round).onB());
            }
        }
        a.program().run("resume", "shared").isDone();
        a.sync();
        b.program().run("resume").isDone();
        settle();
    }

    private static void act(Computer on, Scenario scenario, Act act) throws IOException {
        Path place = on.files().resolve(scenario.directory());
        Files.createDirectories(place);
        act.in(new Place(place, scenario.name()));
    }

    /// Until neither finds anything to do, one after the other.
    private static void settle() throws IOException {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            boolean still = isStill(b.sync());
            if (isStill(a.sync()) && still) {
                return;
            }
        }
        throw new AssertionError("the two never come to rest");
    }

    private static boolean isStill(JsonNode synced) {
        long steps = 0;
        for (JsonNode count : synced.get("steps")) {
            steps += count.asLong();
        }
        return steps == 0;
    }

    private static void joinLate() throws IOException, InterruptedException {
        c = new Computer("C", dir, commons.file()).joins(a);
        c.program().run("folder", "link", "shared", c.files()).isDone();
        assertThat(c.process("sync").code()).isZero();
    }

    @AfterAll
    static void end() {
        Stream.of(c, b, a).filter(each -> each != null).forEach(Computer::close);
        if (commons != null) {
            commons.close();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void eachEndsAsItMust(Scenario scenario) throws IOException {
        Path drawn = dir.resolve("drawn").resolve(scenario.directory());
        Files.createDirectories(drawn);
        scenario.end().in(new Place(drawn, scenario.name()));

        Picture onA = seen.a.inside(scenario.directory());
        assertThat(
                        Copies.untimed(seen.oldOnA.inside(scenario.directory()))
                                .differences(Picture.of(drawn, Times.OLD_ONLY)))
                .isEmpty();
        assertThat(seen.b.inside(scenario.directory()).differences(onA)).isEmpty();
        assertThat(seen.c.inside(scenario.directory()).differences(onA)).isEmpty();
    }

    @Test
    void allThreeSeeTheSameAndNothingElse() {
        assertThat(seen.a.things()).hasSizeGreaterThan(scenarios().size());
        assertThat(seen.b.differences(seen.a)).isEmpty();
        assertThat(seen.c.differences(seen.a)).isEmpty();
    }

    @Test
    void nobodyIsLeftWithTroubles() throws IOException {
        for (Computer computer : List.of(a, b)) {
            JsonNode status = computer.status();
            assertThat(status.get("state").asText()).as(status.toString()).isEqualTo("up-to-date");
            assertThat(status.get("errors")).isEmpty();
        }
    }
}
