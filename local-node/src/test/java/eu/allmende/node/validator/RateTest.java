package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.identity.PublicKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
    private final HandClock clock = new HandClock();
    private final PublicKey caller = TestCommons.key(1).publicKey();

    @Test
    void aBurstEndsAndTokensComeBack() {
        Rate rate = new Rate(clock, 2, 3);
        assertThat(rate.take(caller)).isTrue();
        assertThat(rate.take(caller)).isTrue();
        assertThat(rate.take(caller)).isTrue();
        assertThat(rate.take(caller)).isFalse();

        clock.pass(Duration.ofMillis(500));
        assertThat(rate.take(caller)).isTrue();
        assertThat(rate.take(caller)).isFalse();
    }

    @Test
    void oneCallerDoesNotSlowAnother() {
        Rate rate = new Rate(clock, 1, 1);
        rate.take(caller);

        assertThat(rate.take(TestCommons.key(2).publicKey())).isTrue();
    }
}
