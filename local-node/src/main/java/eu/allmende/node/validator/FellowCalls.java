package eu.allmende.node.validator;

import eu.allmende.node.validator.cosign.Fellows;
import eu.allmende.node.validator.ledger.ToLeader;
import eu.allmende.protocol.follow.CosignQuestion;
import eu.allmende.protocol.follow.ErrorAnswer;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What validators ask each other, over the same door that everybody uses.
final class FellowCalls implements Fellows, ToLeader {
    static final String COSIGN = "/v1/ledger/cosign";
    static final String ORDER = "/v1/ledger/order";

    private static final System.Logger LOG = System.getLogger(FellowCalls.class.getName());
    private static final Duration COSIGN_TIMEOUT = Duration.ofMillis(2_500);

    private final PeerExchange exchange;
    private final Map<NodeId, PeerAddress> addresses;

    FellowCalls(PeerExchange exchange, List<PeerAddress> validators) {
        this.exchange = exchange;
        this.addresses =
                validators.stream().collect(Collectors.toMap(PeerAddress::id, Function.identity()));
    }

    @Override
    public Cosignature ask(NodeId validator, Checkpoint checkpoint) throws IOException {
        byte[] question = new CosignQuestion(checkpoint.size(), checkpoint.root()).encode().bytes();
        Bytes line = post(validator, PeerRequest.post(COSIGN, question, COSIGN_TIMEOUT));
        return Cosignature.parse(new String(line.bytes(), StandardCharsets.UTF_8).strip());
    }

    @Override
    public byte[] order(NodeId leader, byte[] entries, Duration most) throws IOException {
        return post(leader, PeerRequest.post(ORDER, entries, most)).bytes();
    }

    private Bytes post(NodeId validator, PeerRequest request) throws IOException {
        PeerAddress address = addresses.get(validator);
        if (address == null) {
            throw new IOException("no validator has this id");
        }
        PeerAnswer answer = exchange.exchange(address, request);
        if (answer.isSuccess()) {
            return Bytes.of(answer.body());
        }
        ErrorAnswer error = ErrorAnswer.decode(Bytes.of(answer.body()));
        if (error.code() == Refusal.NOT_IN_MY_LOG.code()) {
            LOG.log(
                    Level.WARNING,
                    "validator {0} has another log than this one",
                    validator.hash().brief());
        }
        throw new IOException("a validator answered " + answer.status() + ": " + error.sentence());
    }
}
