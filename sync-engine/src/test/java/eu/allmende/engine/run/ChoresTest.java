package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChoresTest {
    private final Chores chores = new Chores(() -> {}, new FolderStatus(() -> {}));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @AfterEach
    void calmDown() {
        boolean _ = Thread.interrupted();
    }

    @Test
    void closingWaitsForTheEndOfWhatItBreaksOff() throws Exception {
        begin();

        chores.close();

        assertThat(ended).isTrue();
    }

    @Test
    void closingWaitsOnAnInterruptedThreadToo() throws Exception {
        begin();

        Thread.currentThread().interrupt();
        chores.close();

        assertThat(ended).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    /// A chore that takes a moment to end when it is broken off.
    private void begin() throws InterruptedException {
        chores.begin(_ -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                ended.set(true);
                throw new InterruptedIOException();
            }
            return false;
        });
        begun.await();
    }
}
