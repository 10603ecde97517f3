package eu.allmende.node.validator;

import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.validator.ledger.NoQuorumException;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What a validator answers, by method and path.
final class ValidatorEndpoint implements Endpoint {
    private static final String ANY = "*";

    private final Map<String, Answering> answers;
    private final BooleanSupplier broken;

    /// @param broken whether this validator had to stop
    ValidatorEndpoint(Rooms rooms, BooleanSupplier broken) {
        this.broken = broken;
        this.answers =
                Map.ofEntries(
                        Map.entry("GET /v1/alive", _ -> Reply.text("ok")),
                        Map.entry("GET /v1/ledger/genesis", _ -> Reply.ok(rooms.genesis())),
                        Map.entry("GET /v1/ledger/head", rooms.ledger()::head),
                        Map.entry("GET /v1/ledger/consistency", rooms.ledger()::consistency),
                        Map.entry("GET /v1/ledger/subject", rooms.ledger()::subject),
                        Map.entry("GET /v1/ledger/snapshot", rooms.ledger()::snapshot),
                        Map.entry("POST /v1/ledger/tips", rooms.ledger()::tips),
                        Map.entry("POST " + FellowCalls.COSIGN, rooms.ledger()::cosign),
                        Map.entry("POST /v1/ledger/entries", rooms.submissions()::submit),
                        Map.entry("POST " + FellowCalls.ORDER, rooms.submissions()::order),
                        Map.entry("GET /v1/directory", rooms.directory()::show),
                        Map.entry("POST /v1/directory", rooms.directory()::publish),
                        Map.entry("GET " + MailboxCalls.PREFIX + ANY, rooms.mailbox()::look),
                        Map.entry("PUT " + MailboxCalls.PREFIX + ANY, rooms.mailbox()::leave));
    }

    /// Who answers what.
    @SuppressWarnings("ArrayRecordComponent") // canonical bytes, never compared
    record Rooms(
            byte[] genesis,
            LedgerCalls ledger,
            SubmissionCalls submissions,
            DirectoryCalls directory,
            MailboxCalls mailbox) {}

    private interface Answering {
        Reply answer(Call call) throws IOException, InterruptedException;
    }

    @Override
    public Reply answer(Call call) throws IOException {
        String path =
                call.path().startsWith(MailboxCalls.PREFIX)
                        ? MailboxCalls.PREFIX + ANY
                        : call.path();
        Answering answering = answers.get(call.method() + " " + path);
        if (answering == null) {
            return Refused.of(404, Refusal.NOT_FOUND);
        }
        if (broken.getAsBoolean()) {
            return Refused.unavailable("this validator has stopped");
        }
        try {
            return answering.answer(call);
        } catch (MalformedException | IllegalArgumentException e) {
            return Refused.malformed("the request does not follow its format");
        } catch (Call.TooLongException e) {
            return Refused.of(413, Refusal.TOO_LARGE);
        } catch (NoQuorumException e) {
            return Refused.unavailable(e.sentence());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refused.unavailable("this validator is stopping");
        }
    }
}
