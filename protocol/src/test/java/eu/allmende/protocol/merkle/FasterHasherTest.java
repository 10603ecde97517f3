package eu.allmende.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class FasterHasherTest {
    private static final long SLOW_NANOS = 1_000_000;

    private long now = Long.MAX_VALUE - 12_345;
    private final Timed usual = new Timed(_ -> SLOW_NANOS);

    @Test
    void vectorsThatBecomeFastOnceCompiledAreTaken() {
        assertThat(isFaster(new Timed(round -> round < 50 ? 100 * SLOW_NANOS : SLOW_NANOS / 3)))
                .isTrue();
    }

    @Test
    void vectorsThatNeverBecomeFastAreLeftAfterSomeTime() {
        Timed other = new Timed(_ -> 100 * SLOW_NANOS);

        assertThat(isFaster(other)).isFalse();
        assertThat(other.rounds).isBetween(50L, 150L);
    }

    @Test
    void vectorsThatAreFasterNowAndThenAreLeft() {
        assertThat(isFaster(new Timed(round -> round % 4 == 0 ? 2 * SLOW_NANOS : SLOW_NANOS / 3)))
                .isFalse();
    }

    @Test
    void vectorsThatAreHardlyFasterAreLeft() {
        assertThat(isFaster(new Timed(_ -> SLOW_NANOS * 9 / 10))).isFalse();
    }

    @Test
    void aPauseInTheUsualOneDoesNotMakeItSlow() {
        Timed slowlyAtLast = new Timed(round -> round == 0 ? SLOW_NANOS : 5 * SLOW_NANOS);

        assertThat(new FasterHasher(() -> now).isFaster(new Timed(_ -> SLOW_NANOS), slowlyAtLast))
                .isFalse();
    }

    @Test
    void whereTheProcessorHasInstructionsNothingElseIsTried() {
        Timed other = new Timed(_ -> 1);

        assertThat(new FasterHasher(() -> now).isFaster(other, new Timed(_ -> 70_000))).isFalse();
        assertThat(other.rounds).isZero();
    }

    private boolean isFaster(Hasher other) {
        return new FasterHasher(() -> now).isFaster(other, usual);
    }

    /// Hashes nothing and takes its time for it.
    private final class Timed implements Hasher {
        private final LongUnaryOperator nanosOfRound;
        private long rounds;

        Timed(LongUnaryOperator nanosOfRound) {
            this.nanosOfRound = nanosOfRound;
        }

        @Override
        public void hash(byte[] source, Run run, byte[] target, int at) {
            now += nanosOfRound.applyAsLong(rounds++);
        }
    }
}
