package eu.allmende.app.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.app.desk.Answer;
import eu.allmende.engine.CheckReport;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.remote.CheckStage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final CheckReport REPORT = new CheckReport(3, List.of());

    private final Checks checks = new Checks();

    @Test
    void tellWhereACheckIsUntilItEnds() throws Exception {
        checks.during(
                "notes",
                watch -> {
                    assertThat(watch.goesOn(CheckStage.FILES, 1, 2)).isTrue();
                    assertThat(checks.stands("notes"))
                            .isEqualTo(new Answer.CheckStands("files", 1, 2));
                    assertThat(checks.stands("others")).isEqualTo(Answer.CheckStands.NONE);
                    return REPORT;
                });

        assertThat(checks.stands("notes")).isEqualTo(Answer.CheckStands.NONE);
    }

    @Test
    void aCheckThatIsStoppedHearsOfItAtItsNextStepAndTheNextOneDoesNot() throws Exception {
        checks.during(
                "notes",
                watch -> {
                    assertThat(watch.goesOn(CheckStage.PIECES, 1, 2)).isTrue();
                    checks.stop("notes");
                    assertThat(watch.goesOn(CheckStage.PIECES, 2, 2)).isFalse();
                    return REPORT;
                });
        assertThat(checks.stop("notes")).isEqualTo(Answer.CheckStands.NONE);
        checks.during(
                "notes",
                watch -> {
                    assertThat(watch.goesOn(CheckStage.FILES, 0, 2)).isTrue();
                    return REPORT;
                });
    }

    @Test
    void aFolderIsCheckedOnceAtATime() throws Exception {
        checks.during(
                "notes",
                _ -> {
                    assertThatThrownBy(() -> checks.during("notes", _ -> REPORT))
                            .isInstanceOf(RefusedException.class)
                            .hasMessage("The folder notes is being checked already.");
                    return REPORT;
                });
    }
}
