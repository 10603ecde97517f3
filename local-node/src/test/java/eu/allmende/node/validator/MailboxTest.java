package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Hash SLOT = Hash.sha256(new byte[] {1});

    private final HandClock clock = new HandClock();
    private final Mailbox mailbox = new Mailbox(clock);

    @Test
    void aMessageStaysForTenMinutes() {
        mailbox.leave(SLOT, TestCommons.text("hello"));

        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(mailbox.look(SLOT)).contains(TestCommons.text("hello"));
        clock.pass(Duration.ofMillis(1));
        assertThat(mailbox.look(SLOT)).isEmpty();
    }

    @Test
    void aSecondMessageTakesTheFirstOnesPlace() {
        mailbox.leave(SLOT, TestCommons.text("one"));
        mailbox.leave(SLOT, TestCommons.text("two"));

        assertThat(mailbox.look(SLOT)).contains(TestCommons.text("two"));
    }

    @Test
    void aFullMailboxTakesNothingUntilSomethingExpires() {
        int slots = 0;
        while (mailbox.leave(
                Hash.sha256(new byte[] {(byte) slots, (byte) (slots >> 8)}), Bytes.EMPTY)) {
            slots++;
        }
        assertThat(slots).isEqualTo(4_096);

        clock.pass(Duration.ofMinutes(10));
        assertThat(mailbox.leave(SLOT, Bytes.EMPTY)).isTrue();
    }
}
