package eu.allmende.node.validator;

import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Reply;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Leaves and shows messages of devices that pair.
final class MailboxCalls {
    static final String PREFIX = "/v1/mailbox/";

    private final Mailbox mailbox;
    private final Rate leaving;
    private final Rate looking;

    MailboxCalls(Clock clock) {
        this.mailbox = new Mailbox(clock);
        this.leaving = new Rate(clock, 0.5, 10);
        this.looking = new Rate(clock, 10, 50);
    }

    Reply leave(Call call) throws IOException {
        if (!leaving.take(call.caller())) {
            return Refused.of(429, Refusal.TOO_OFTEN);
        }
        Bytes content = Bytes.of(call.bodyUpTo(Mailbox.MOST_MESSAGE_BYTES));
        return mailbox.leave(slot(call), content)
                ? Reply.ok(new byte[0])
                : Refused.unavailable("the mailbox is full");
    }

    Reply look(Call call) {
        if (!looking.take(call.caller())) {
            return Refused.of(429, Refusal.TOO_OFTEN);
        }
        Optional<ByteBuffer> message = mailbox.look(slot(call)).map(Bytes::buffer);
        return message.map(content -> new Reply(200, List.of(content)))
                .orElse(Refused.of(404, Refusal.NOT_FOUND));
    }

    private static Hash slot(Call call) {
        return Hash.parse(call.path().substring(PREFIX.length()));
    }
}
