package eu.allmende.node.validator;

import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.validator.ledger.Ledger;
import eu.allmende.node.validator.ledger.News;
import eu.allmende.protocol.follow.DirectoryAnswer;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps and shows the records of nodes that are on the ledger.
final class DirectoryCalls {
    private static final Duration MOST_AHEAD = Duration.ofDays(7);
    private static final Duration WAIT_FOR_LEDGER = Duration.ofSeconds(2);

    private final Directory directory;
    private final Ledger ledger;
    private final Clock clock;
    private final Rate rate;

    DirectoryCalls(Directory directory, Ledger ledger, Clock clock) {
        this.directory = directory;
        this.ledger = ledger;
        this.clock = clock;
        this.rate = new Rate(clock, 1, 20);
    }

    Reply publish(Call call) throws IOException, InterruptedException {
        NodeRecord record = NodeRecord.decode(Bytes.of(call.bodyUpTo(NodeRecord.MOST_BYTES)));
        if (!rate.take(call.caller())) {
            return Refused.of(429, Refusal.TOO_OFTEN);
        }
        long now = clock.millis();
        long expires = record.statement().expiresMillis();
        if (expires <= now || expires > now + MOST_AHEAD.toMillis()) {
            return Refused.malformed("the record has expired, or expires in more than 7 days");
        }
        if (!record.isSigned()) {
            return Refused.of(400, Refusal.BAD_SIGNATURE);
        }
        Optional<Hash> operator = operatorOf(record.statement().nodeKey().nodeId());
        if (operator.isEmpty()) {
            return Refused.of(403, Refusal.UNKNOWN_NODE);
        }
        if (!operator.get().equals(record.statement().operatorHash())) {
            return Refused.of(403, Refusal.NOT_A_MEMBER, "the ledger names another operator");
        }
        directory.keep(record, now);
        return Reply.ok(new byte[0]);
    }

    /// A node that has just registered elsewhere may not have been applied here yet.
    private Optional<Hash> operatorOf(NodeId node) throws IOException, InterruptedException {
        try (News.Watch watch = ledger.news().watch(List.of(Subject.nodes()))) {
            Optional<Hash> operator = ledger.reader().operatorOf(node);
            if (operator.isEmpty()) {
                watch.await(WAIT_FOR_LEDGER);
                operator = ledger.reader().operatorOf(node);
            }
            return operator;
        }
    }

    Reply show(Call call) {
        return Reply.ok(new DirectoryAnswer(directory.records(clock.millis())).encode().bytes());
    }
}
