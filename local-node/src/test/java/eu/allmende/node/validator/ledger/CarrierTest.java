package eu.allmende.node.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CarrierTest {
    private static final Duration MOST = Duration.ofMinutes(2);

    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch open = new CountDownLatch(1);

    @Test
    void whatIsHandedInWhileABatchIsUnderWayGoesTogetherInTheNext() throws Exception {
        Carrier carrier = new Carrier(this::orderWhenOpen);
        List<Future<List<Outcome>>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            outcomes.add(threads.submit(() -> carrier.order(entries(0, 2), MOST)));
            await().atMost(MOST).until(() -> batches.size() == 1);
            for (int i = 1; i < 20; i++) {
                int first = 10 * i;
                outcomes.add(threads.submit(() -> carrier.order(entries(first, 2), MOST)));
            }
            await().atMost(MOST).until(() -> carrier.waiting() == 19);
            open.countDown();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(outcomes.get(i).get())
                    .containsExactly(
                            new Outcome.Accepted(10L * i, 0), new Outcome.Accepted(10L * i + 1, 0));
        }
        assertThat(batches).containsExactly(2, 38);
    }

    @Test
    void aFailureReachesAllWhoWereCarried() {
        Carrier carrier =
                new Carrier((_, _) -> {
                    throw new IOException("away");
                });

        assertThatThrownBy(() -> carrier.order(entries(0, 1), MOST))
                .isInstanceOf(NoQuorumException.class)
                .hasRootCauseMessage("away");
    }

    @Test
    void whoeverWaitsTooLongInTheQueueGivesUp() throws Exception {
        Carrier carrier = new Carrier(this::orderWhenOpen);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> carrier.order(entries(0, 1), MOST));
            await().atMost(MOST).until(() -> batches.size() == 1);

            assertThatThrownBy(() -> carrier.order(entries(1, 1), Duration.ofMillis(20)))
                    .isInstanceOf(NoQuorumException.class);
            open.countDown();
            first.get();
        }
        assertThat(batches).containsExactly(1);
    }

    /// Each entry's outcome has its first byte as index.
    private List<Outcome> orderWhenOpen(List<Bytes> entries, Duration most)
            throws InterruptedException {
        batches.add(entries.size());
        open.await();
        List<Outcome> outcomes = new ArrayList<>();
        entries.forEach(
                entry -> outcomes.add(new Outcome.Accepted(entry.buffer().get(0) & 0xFF, 0)));
        return outcomes;
    }

    private static List<Bytes> entries(int first, int count) {
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Bytes.of(new byte[] {(byte) (first + i)}));
        }
        return entries;
    }
}
