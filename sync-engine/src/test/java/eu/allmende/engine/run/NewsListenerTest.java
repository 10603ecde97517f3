package eu.allmende.engine.run;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewsListenerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final FakeCommons commons = new FakeCommons();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean broken = true;
    private final NewsListener listener =
            new NewsListener(
                    new FakeRemote(commons, "laptop", _ -> failIfBroken()),
                    0,
                    wakes::incrementAndGet);

    @AfterEach
    void close() {
        listener.close();
    }

    private void failIfBroken() throws IOException {
        if (broken) {
            throw new IOException("nobody answers");
        }
    }

    @Test
    void aCommonsThatFallsSilentAndComesBackIsHeardOfOnceEach() {
        await().atMost(LIMIT).until(() -> wakes.get() == 1);

        broken = false;
        await().atMost(LIMIT).until(() -> wakes.get() == 2);

        broken = true;
        await().atMost(LIMIT).until(() -> wakes.get() == 3);
    }
}
