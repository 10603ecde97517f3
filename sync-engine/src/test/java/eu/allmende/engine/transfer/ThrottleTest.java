package eu.allmende.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long RATE = 1_000_000;
    private static final int SLICE = 16 * 1024;

    /// Time that passes only by waiting.
    private static final class FakeTicks implements Throttle.Ticks {
        private final AtomicLong now = new AtomicLong(7);

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void await(Condition changed, long nanos) {
            now.addAndGet(nanos);
        }

        Duration passed() {
            return Duration.ofNanos(now.get() - 7);
        }
    }

    /// Time that stands still until somebody turns it.
    private static final class StoppedTicks implements Throttle.Ticks {
        private final AtomicLong now = new AtomicLong();

        void pass(long nanos) {
            now.addAndGet(nanos);
        }

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the throttle looks again in a loop
        public void await(Condition changed, long nanos) throws InterruptedException {
            boolean _ = changed.await(1, TimeUnit.MILLISECONDS);
        }
    }

    private final FakeTicks ticks = new FakeTicks();
    private final Throttle throttle = new Throttle(ticks);

    private void send(Throttle.Way way, int slices) throws Exception {
        for (int i = 0; i < slices; i++) {
            way.await(SLICE);
        }
    }

    @Test
    void withoutALimitNothingWaits() throws Exception {
        send(throttle.bulk(), 1000);

        assertThat(ticks.passed()).isZero();
    }

    @Test
    void whatGoesTakesAsLongAsTheLimitSays() throws Exception {
        throttle.limit(RATE);

        send(throttle.bulk(), 1000);

        double bytesPerSecond = 999.0 * SLICE / ticks.passed().toNanos() * 1e9;
        assertThat(bytesPerSecond).isBetween(RATE * 0.9999, RATE * 1.0001);
    }

    @Test
    void aPauseSavesUpOnlyAnEighthOfASecond() throws Exception {
        throttle.limit(RATE);
        ticks.now.addAndGet(Duration.ofHours(1).toNanos());
        Duration before = ticks.passed();

        send(throttle.bulk(), 1000);

        Duration took = ticks.passed().minus(before);
        double least = (999.0 * SLICE - RATE / 8.0) / RATE;
        assertThat(took.toNanos() / 1e9).isBetween(least - 0.001, least + 0.02);
    }

    @Test
    void aNewLimitHoldsForWhatIsUnderWay() throws Exception {
        throttle.limit(RATE);
        send(throttle.bulk(), 100);
        Duration before = ticks.passed();
        throttle.limit(10 * RATE);

        send(throttle.bulk(), 1000);

        double took = ticks.passed().minus(before).toNanos() / 1e9;
        assertThat(took).isBetween(1.0 * SLICE * 999 / (10.0 * RATE) - 0.001, 1.66);
    }

    @Test
    void liftingTheLimitLetsEverybodyGo() throws Exception {
        Throttle still = new Throttle(new StoppedTicks());
        still.limit(RATE);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            threads.add(start(() -> still.bulk().await(SLICE)));
        }
        for (Thread thread : threads) {
            await().atMost(LIMIT).until(() -> waits(thread));
        }

        still.limit(0);

        for (Thread thread : threads) {
            assertThat(thread.join(LIMIT)).isTrue();
        }
    }

    @Test
    void whatIsSmallPassesWhatIsMuch() throws Exception {
        StoppedTicks time = new StoppedTicks();
        Throttle still = new Throttle(time);
        still.limit(RATE);
        Queue<String> order = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 3; i++) {
            begin(() -> still.bulk().await(SLICE), "bulk", order);
        }
        begin(() -> still.small().await(SLICE), "small", order);

        long firstNanos = 10_000_000;
        long sliceNanos = 1000L * SLICE;
        for (int i = 1; i <= 4; i++) {
            time.pass(i == 1 ? firstNanos : sliceNanos);
            int soMany = i;
            await().atMost(LIMIT).until(() -> order.size() == soMany);
        }

        assertThat(order).first().isEqualTo("small");
        assertThat(order).hasSize(4);
    }

    private static void begin(Act act, String name, Queue<String> order) {
        Thread thread =
                start(() -> {
                    act.run();
                    order.add(name);
                });
        await().atMost(LIMIT).until(() -> waits(thread));
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING;
    }

    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    private static Thread start(Act act) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        act.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void underALimitFewTransfersAreBegunAtOnce() throws Exception {
        throttle.limit(RATE);
        try (Throttle.Turn _ = throttle.bulk().begin();
                Throttle.Turn _ = throttle.bulk().begin()) {
            Thread third = start(() -> throttle.bulk().begin().close());
            await().atMost(LIMIT).until(() -> third.getState() == Thread.State.WAITING);
            throttle.small().begin().close();

            throttle.limit(0);

            assertThat(third.join(LIMIT)).isTrue();
        }
    }

    @Test
    void aLimitThatWouldStopEverythingIsNoLimit() {
        assertThatThrownBy(() -> throttle.limit(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> throttle.limit(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
