package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What validators keep beside the log: the records of nodes, and the mailbox for pairing.
final class Noticeboard {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_MAIL_BYTES = 4 * 1024;

    private final HeadPolicy policy;
    private final Roster roster;
    private final LedgerPorts ports;

    Noticeboard(HeadPolicy policy, Roster roster, LedgerPorts ports) {
        this.policy = policy;
        this.roster = roster;
        this.ports = ports;
    }

    List<NodeRecord> directory() throws IOException {
        PeerRequest request = PeerRequest.get("/v1/directory", TIMEOUT);
        List<DirectoryAnswer> answers =
                gather(validator -> roster.ask(validator, request, DirectoryAnswer::decode));
        long nowMillis = ports.clock().millis();
        Map<NodeId, NodeRecord> newest = new LinkedHashMap<>();
        answers.stream()
                .flatMap(answer -> answer.records().stream())
                .filter(record -> record.statement().expiresMillis() > nowMillis)
                .filter(NodeRecord::isSigned)
                .forEach(record ->
                        newest.merge(
                                record.statement().nodeKey().nodeId(), record, Noticeboard::later));
        return List.copyOf(newest.values());
    }

    private static NodeRecord later(NodeRecord one, NodeRecord other) {
        return one.statement().expiresMillis() >= other.statement().expiresMillis() ? one : other;
    }

    void publish(NodeRecord record) throws IOException {
        tellAll(PeerRequest.post("/v1/directory", record.encode().bytes(), TIMEOUT));
    }

    void leave(Hash box, Bytes mail) throws IOException {
        if (mail.size() > MOST_MAIL_BYTES) {
            throw new IllegalArgumentException("mail is too long: " + mail.size());
        }
        tellAll(PeerRequest.put(path(box), List.of(mail.buffer()), TIMEOUT));
    }

    Set<Bytes> mail(Hash box) throws IOException {
        PeerRequest request = PeerRequest.get(path(box), TIMEOUT);
        List<PeerAnswer> answers = gather(validator -> roster.askWhetherThere(validator, request));
        Set<Bytes> found = new LinkedHashSet<>();
        answers.stream()
                .filter(PeerAnswer::isSuccess)
                .map(answer -> Bytes.of(answer.body()))
                .filter(mail -> mail.size() <= MOST_MAIL_BYTES)
                .forEach(found::add);
        return found;
    }

    private static String path(Hash box) {
        return "/v1/mailbox/" + box;
    }

    /// The first n − f answers; f + 1 are enough if no more come.
    private <T> List<T> gather(Round.Question<T> question) throws IOException {
        Round<T> round = Round.ask(roster, ports.threads(), question);
        List<T> answers = new ArrayList<>();
        while (answers.size() < policy.answersNeeded()) {
            Optional<Round.Arrival<T>> next = round.next();
            if (next.isEmpty()) {
                break;
            }
            next.get().answer().ifPresent(answers::add);
        }
        if (answers.size() <= policy.faults()) {
            throw new IOException("too few validators answered");
        }
        return answers;
    }

    private void tellAll(PeerRequest request) throws IOException {
        gather(validator -> roster.ask(validator, request, form -> form));
    }
}
