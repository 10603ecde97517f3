package eu.allmende.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.desk.Explained.Certainty;
import eu.allmende.engine.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class ExplainedTest {
    @Test
    void whatTheEngineRefusesIsSaidAsItIs() {
        assertThat(Explained.of(new RefusedException("The folder is busy.")))
                .isEqualTo(new Explained(Ending.FAILED, "The folder is busy.", Certainty.EXPECTED));
    }

    @Test
    void aCommonsThatDoesNotAnswerIsNotRunning() {
        IOException few = new IOException("too few validators gave an answer that holds: 3 of 4");

        assertThat(Explained.of(few).ending()).isEqualTo(Ending.NOT_RUNNING);
        assertThat(Explained.of(few).sentence()).startsWith("The commons cannot be reached: too");
        assertThat(Explained.of(new IOException("x", new ConnectException())).ending())
                .isEqualTo(Ending.NOT_RUNNING);
    }

    @Test
    void aFileThatMayNotBeUsedIsNamed() {
        IOException denied = new AccessDeniedException("/home/a/b");

        assertThat(Explained.of(new UncheckedIOException(denied)).sentence())
                .isEqualTo("This user may not use /home/a/b.");
    }

    @Test
    void whatNobodyForesawIsInTheLog() {
        assertThat(Explained.of(new IllegalStateException("x")).expected())
                .isEqualTo(Certainty.UNEXPECTED);
    }
}
