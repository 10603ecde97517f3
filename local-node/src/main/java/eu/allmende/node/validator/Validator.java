package eu.allmende.node.validator;

import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.validator.cosign.Cosigner;
import eu.allmende.node.validator.cosign.Gathering;
import eu.allmende.node.validator.cosign.Round;
import eu.allmende.node.validator.ledger.Ledger;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Genesis;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.ValidatorSeat;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/// A validator with all its rooms, but without a door of its own.
final class Validator implements AutoCloseable {
    private final Closing closing;
    private final Ledger ledger;
    private final Cosigner cosigner;
    private final Gathering gathering;
    private final Endpoint endpoint;

    private Validator(ValidatorSetup setup, PeerExchange exchange, Clock clock, Closing closing)
            throws IOException {
        this.closing = closing;
        Genesis genesis = setup.commons().genesis();
        HeadPolicy policy = genesis.policy();
        String origin = Checkpoint.origin(genesis.commons());
        List<PublicKey> seats = genesis.validators().stream().map(ValidatorSeat::key).toList();
        FellowCalls fellows = new FellowCalls(exchange, setup.commons().validators());
        this.ledger =
                closing.add(
                        Ledger.open(
                                new Ledger.Seat(
                                        setup.dir(), setup.key(), genesis, setup.ordering()),
                                fellows,
                                clock));
        OwnLog log = new OwnLog(ledger);
        this.cosigner =
                closing.add(
                        Cosigner.open(
                                setup.dir().resolve("cosigned.db"),
                                log,
                                setup.key(),
                                new Cosigner.Frame(origin, clock)));
        this.gathering =
                new Gathering(
                        policy,
                        log,
                        new Round(
                                setup.key().publicKey(),
                                new Round.Electorate(origin, seats, policy.quorum()),
                                cosigner,
                                fellows),
                        cosigner.rememberedHead());
        Directory directory = closing.add(Directory.open(setup.dir().resolve("directory.db")));
        this.endpoint = endpoint(genesis, directory, clock);
    }

    /// Opens all rooms and joins the fellows.
    static Validator open(ValidatorSetup setup, PeerExchange exchange, Clock clock)
            throws IOException {
        Closing closing = new Closing();
        try {
            return new Validator(setup, exchange, clock, closing);
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private Endpoint endpoint(Genesis genesis, Directory directory, Clock clock) {
        SubmissionCalls.Electors electors =
                new SubmissionCalls.Electors(
                        new LedgerRules(genesis.commons()),
                        genesis.validators().stream()
                                .map(ValidatorSeat::node)
                                .collect(Collectors.<NodeId>toSet()));
        return new ValidatorEndpoint(
                new ValidatorEndpoint.Rooms(
                        genesis.encode().bytes(),
                        new LedgerCalls(ledger, gathering, cosigner),
                        new SubmissionCalls(ledger, gathering, electors),
                        new DirectoryCalls(directory, ledger, clock),
                        new MailboxCalls(clock)),
                ledger::isBroken);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() throws IOException {
        gathering.newest().ifPresent(cosigner::rememberLast);
        closing.close();
    }
}
