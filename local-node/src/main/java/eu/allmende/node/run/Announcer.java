package eu.allmende.node.run;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Registers a node on the ledger and keeps its record in the directory fresh, for as long as it
/// runs.
final class Announcer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Announcer.class.getName());
    private static final Duration RECORD_LASTS = Duration.ofHours(1);
    private static final Duration RENEW_AFTER = Duration.ofMinutes(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration REFUSED_AGAIN_AFTER = Duration.ofMinutes(1);

    private final LedgerClient ledger;
    private final SigningKey key;
    private final Entry.NodeRegister registration;
    private final NodeRecord.Statement record;
    private final InstantSource clock;
    private final CountDownLatch known = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable String trouble;

    /// @param record its expiry is set anew at each renewal
    Announcer(
            LedgerClient ledger,
            SigningKey key,
            Entry.NodeRegister registration,
            NodeRecord.Statement record,
            InstantSource clock) {
        this.ledger = ledger;
        this.key = key;
        this.registration = registration;
        this.record = record;
        this.clock = clock;
    }

    void begin() {
        Thread.ofVirtual().name("node announcer").start(this::run);
    }

    /// Waits until the node is on the ledger and in the directory.
    boolean awaitKnown(Duration limit) throws InterruptedException {
        return known.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
    }

    /// What keeps the node from being known, in one sentence; empty if nothing does.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = announce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return when to go on
    private Duration announce() {
        try {
            if (known.getCount() > 0 && !register()) {
                return REFUSED_AGAIN_AFTER;
            }
            ledger.publish(renewed().sign(key));
            known.countDown();
            trouble = null;
            return RENEW_AFTER;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the node could not be announced yet", e);
            trouble = "The validators of the commons do not answer.";
            return RETRY_AFTER;
        }
    }

    /// A node that is on the ledger already, with whatever attributes, counts as registered.
    private boolean register() throws IOException {
        SignedEntry entry = SignedEntry.sign(ledger.commons().commons(), registration, key);
        return switch (ledger.submit(entry)) {
            case SubmitResult.Accepted _ -> true;
            case SubmitResult.Refused refused when refused.is(Refusal.DUPLICATE) -> {
                LOG.log(
                        Level.WARNING,
                        "this node is on the ledger with other attributes or another quota; those"
                                + " count");
                yield true;
            }
            case SubmitResult.Refused refused -> {
                LOG.log(Level.WARNING, "the ledger refused this node: {0}", refused.text());
                trouble = "The commons refused this node: " + refused.text();
                yield false;
            }
        };
    }

    private NodeRecord.Statement renewed() {
        return new NodeRecord.Statement(
                record.nodeKey(),
                record.host(),
                record.port(),
                record.operator(),
                record.salt(),
                clock.instant().plus(RECORD_LASTS).toEpochMilli());
    }
}
