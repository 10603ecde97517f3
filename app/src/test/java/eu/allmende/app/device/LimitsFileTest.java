package eu.allmende.app.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.app.desk.Answer;
import eu.allmende.engine.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsFileTest {
    @TempDir private Path home;

    private LimitsFile open() throws IOException {
        LimitsFile file = new LimitsFile(home.resolve("limits"));
        file.load();
        return file;
    }

    @Test
    void aLimitHoldsAtOnceAndAfterARestart() throws IOException {
        LimitsFile file = open();
        file.set(2_000_000L, null);

        assertThat(file.limits().up().bytesPerSecond()).isEqualTo(2_000_000);
        assertThat(file.limits().down().bytesPerSecond()).isZero();
        assertThat(open().now()).isEqualTo(new Answer.Limits(2_000_000, 0));
    }

    @Test
    void oneDirectionIsChangedWithoutTheOther() throws IOException {
        open().set(2_000_000L, 3_000_000L);

        assertThat(open().set(null, 0L)).isEqualTo(new Answer.Limits(2_000_000, 0));
        assertThat(open().set(null, null)).isEqualTo(new Answer.Limits(2_000_000, 0));
    }

    @Test
    void aLimitThatWouldStopEverythingIsRefused() throws IOException {
        LimitsFile file = open();

        assertThatThrownBy(() -> file.set(1L, null)).isInstanceOf(RefusedException.class);
        assertThat(open().now()).isEqualTo(new Answer.Limits(0, 0));
    }

    @Test
    void aFileThatCannotBeUnderstoodLimitsNothing() throws IOException {
        Files.writeString(home.resolve("limits"), "nonsense");

        assertThat(open().now()).isEqualTo(new Answer.Limits(0, 0));
    }
}
