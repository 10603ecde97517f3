package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One question to all validators at once, this one included, until enough have signed. Safe for
/// many threads.
public final class Round {
    private static final System.Logger LOG = System.getLogger(Round.class.getName());
    private static final int MOST_OPEN_QUESTIONS = 8;

    private final PublicKey me;
    private final List<PublicKey> validators;
    private final String origin;
    private final int quorum;
    private final Cosigner own;
    private final Fellows fellows;
    private final Map<NodeId, Semaphore> free = new ConcurrentHashMap<>();

    /// Rounds of these validators.
    ///
    /// @param me the key with which `own` signs
    public Round(PublicKey me, Electorate electorate, Cosigner own, Fellows fellows) {
        this.me = me;
        this.validators = electorate.validators();
        this.origin = electorate.origin();
        this.quorum = electorate.quorum();
        this.own = own;
        this.fellows = fellows;
        validators.forEach(key -> free.put(key.nodeId(), new Semaphore(MOST_OPEN_QUESTIONS)));
    }

    /// Who may sign, and how many must.
    ///
    /// @param origin of the checkpoints
    public record Electorate(String origin, List<PublicKey> validators, int quorum) {
        public Electorate {
            validators = List.copyOf(validators);
        }
    }

    /// The clock of this validator, after which it signs.
    Clock clock() {
        return own.clock();
    }

    /// Asks whether the log had this root at this size; comes back as soon as a quorum has signed.
    ///
    /// @return empty if too few signed in time
    /// @throws InterruptedException if the thread is told to stop
    Optional<CosignedHead> run(long size, Hash root, Duration most) throws InterruptedException {
        Checkpoint checkpoint = new Checkpoint(origin, size, root);
        BlockingQueue<Optional<Cosignature>> answers = new ArrayBlockingQueue<>(validators.size());
        validators.forEach(key ->
                Thread.ofVirtual()
                        .name("cosign-asker")
                        .start(() -> answers.add(askBounded(key, checkpoint))));
        List<Cosignature> gathered = new ArrayList<>();
        long end = System.nanoTime() + most.toNanos();
        for (int open = validators.size(); open > 0; open--) {
            Optional<Cosignature> answer =
                    answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                break;
            }
            answer.ifPresent(gathered::add);
            if (gathered.size() >= quorum) {
                CosignedHead head = new CosignedHead(checkpoint, gathered);
                own.remember(head);
                return Optional.of(head);
            }
        }
        return Optional.empty();
    }

    private Optional<Cosignature> askBounded(PublicKey validator, Checkpoint checkpoint) {
        Semaphore slots = free.getOrDefault(validator.nodeId(), new Semaphore(0));
        if (!slots.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return ask(validator, checkpoint).filter(one -> one.isBy(validator, checkpoint));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a validator did not cosign", e);
            return Optional.empty();
        } finally {
            slots.release();
        }
    }

    private Optional<Cosignature> ask(PublicKey validator, Checkpoint checkpoint)
            throws IOException, InterruptedException {
        if (!validator.equals(me)) {
            return Optional.of(fellows.ask(validator.nodeId(), checkpoint));
        }
        return switch (own.sign(checkpoint.size(), checkpoint.root())) {
            case Answer.Signed(Cosignature cosignature) -> Optional.of(cosignature);
            case Answer.Contradicts(String reason) -> {
                LOG.log(Level.ERROR, "this validator must not sign its own log: {0}", reason);
                yield Optional.empty();
            }
            case Answer.NotYet _, Answer.TooEarly _ -> Optional.empty();
        };
    }
}
