package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Signs checkpoints of this validator's own log. Safe for many threads.
///
/// A size below the largest signed is signed again when asked, since it is a prefix of the same
/// log; but never before the log was compared with the largest one remembered.
public final class Cosigner implements AutoCloseable {
    private static final Duration MOST_WAIT = Duration.ofSeconds(2);
    private static final Duration REMEMBER_EVERY = Duration.ofMillis(500);
    private static final Duration MOST_AHEAD = Duration.ofMinutes(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final CosignMemory memory;
    private final LogWitness log;
    private final SigningKey key;
    private final String origin;
    private final Clock clock;
    private volatile long rememberedNanos = System.nanoTime() - REMEMBER_EVERY.toNanos();
    private Optional<CosignMemory.Signed> compared = Optional.empty();

    private Cosigner(CosignMemory memory, LogWitness log, SigningKey key, Frame frame) {
        this.memory = memory;
        this.log = log;
        this.key = key;
        this.origin = frame.origin;
        this.clock = frame.clock;
    }

    /// What does not change while a validator runs.
    ///
    /// @param origin of the checkpoints
    public record Frame(String origin, Clock clock) {}

    /// Opens a cosigner with its memory.
    ///
    /// @param file where the memory lies; made if there is none
    public static Cosigner open(Path file, LogWitness log, SigningKey key, Frame frame)
            throws IOException {
        return new Cosigner(CosignMemory.open(file), log, key, frame);
    }

    /// Signs that the log had this root at this size, if it did. Waits up to 2 seconds for the log
    /// to come so far.
    ///
    /// @throws IOException if the disk failed
    /// @throws InterruptedException if the thread is told to stop
    public Answer sign(long size, Hash root) throws IOException, InterruptedException {
        if (!log.awaitSize(size, MOST_WAIT)) {
            return new Answer.NotYet();
        }
        if (!log.root(size).equals(root)) {
            return new Answer.Contradicts("the log of this validator has another root there");
        }
        if (log.timeMillis() > clock.millis() + MOST_AHEAD.toMillis()) {
            return new Answer.TooEarly();
        }
        lock.lock();
        try {
            return signRemembered(new CosignMemory.Signed(size, root));
        } catch (UncheckedIOException e) {
            throw new IOException("what was cosigned cannot be remembered", e);
        } finally {
            lock.unlock();
        }
    }

    private Answer signRemembered(CosignMemory.Signed wanted) throws IOException {
        Optional<CosignMemory.Signed> largest = memory.largest();
        if (largest.isPresent() && !largest.equals(compared)) {
            if (largest.get().size() > log.size()) {
                return new Answer.NotYet();
            }
            if (!log.root(largest.get().size()).equals(largest.get().root())) {
                return new Answer.Contradicts("the log contradicts what was signed before");
            }
            compared = largest;
        }
        if (largest.isEmpty() || largest.get().size() < wanted.size()) {
            if (!memory.replace(largest, wanted)) {
                return new Answer.Contradicts("somebody else signs with this validator's memory");
            }
            compared = Optional.of(wanted);
        }
        Checkpoint checkpoint = new Checkpoint(origin, wanted.size(), wanted.root());
        return new Answer.Signed(
                Cosignature.sign(checkpoint, key, clock.instant().getEpochSecond()));
    }

    Clock clock() {
        return clock;
    }

    /// The last head for which a quorum was gathered.
    public Optional<CosignedHead> rememberedHead() {
        lock.lock();
        try {
            return memory.head();
        } finally {
            lock.unlock();
        }
    }

    /// Remembers a head for which a quorum was gathered, so that there is one to show after a
    /// restart. Not each of many: one in half a second is enough.
    void remember(CosignedHead head) {
        if (System.nanoTime() - rememberedNanos > REMEMBER_EVERY.toNanos()) {
            rememberedNanos = System.nanoTime();
            rememberLast(head);
        }
    }

    /// Remembers a head in any case.
    public void rememberLast(CosignedHead head) {
        lock.lock();
        try {
            memory.keep(head);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            memory.close();
        } finally {
            lock.unlock();
        }
    }
}
