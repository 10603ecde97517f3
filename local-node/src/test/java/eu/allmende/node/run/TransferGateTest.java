package eu.allmende.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TransferGateTest {
    private static final int MIB = 1024 * 1024;

    private final TransferGate gate = new TransferGate(2, 4 * MIB);

    @Test
    void whoDoesNotFitWaitsUntilAnotherLeaves() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TransferGate.Pass first = gate.enter(3 * MIB);
            Future<TransferGate.Pass> second = threads.submit(() -> gate.enter(2 * MIB));
            await().during(Duration.ofMillis(100)).until(() -> !second.isDone());

            first.close();
            first.close();

            second.get().close();
            gate.enter(4 * MIB).close();
        }
    }

    @Test
    void onlySoManyAreInAtOnceHoweverSmall() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TransferGate.Pass first = gate.enter(1);
            TransferGate.Pass second = gate.enter(1);
            Future<TransferGate.Pass> third = threads.submit(() -> gate.enter(1));
            await().during(Duration.ofMillis(100)).until(() -> !third.isDone());

            first.close();

            third.get().close();
            second.close();
        }
    }

    @Test
    void whatIsLargerThanTheMemoryGoesAlone() {
        gate.enter(100 * MIB).close();
        gate.enter(100 * MIB).close();
    }

    @Test
    void aBufferThatWasGivenBackIsUsedAgain() {
        TransferGate.Pass first = gate.enter(MIB);
        first.room(MIB).put(0, (byte) 42);
        first.close();
        TransferGate.Pass second = gate.enter(MIB);

        ByteBuffer again = second.room(MIB - 5);
        assertThat(again.remaining()).isEqualTo(MIB - 5);
        assertThat(again.get(0)).isEqualTo((byte) 42);
        assertThat(second.room(MIB).get(0)).isZero();
        assertThat(second.room(MIB / 8).remaining()).isEqualTo(MIB / 8);
        second.close();
    }
}
