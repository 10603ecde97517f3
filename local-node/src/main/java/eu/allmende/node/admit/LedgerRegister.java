package eu.allmende.node.admit;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.TipsQuestion;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The register as the verified ledger gives it. What was read is kept and followed by long poll,
/// so that a revocation bites within seconds and most calls ask nobody.
public final class LedgerRegister implements Register, AutoCloseable {
    private static final Logger LOG = System.getLogger(LedgerRegister.class.getName());

    /// How long one question waits for news; an account met meanwhile is followed from the next.
    private static final Duration POLL = Duration.ofSeconds(4);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_FOLDERS = 10_000;
    private static final int MOST_ACCOUNTS = TipsQuestion.MOST_SUBJECTS;

    private final LedgerFeed ledger;
    private final Recent<FolderId, KnownFolder> folders = new Recent<>(MOST_FOLDERS);
    private final Recent<AccountId, AccountDevices> accounts = new Recent<>(MOST_ACCOUNTS);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread follower;

    /// Follows the ledger from now on.
    public LedgerRegister(LedgerClient ledger) {
        this(LedgerFeed.of(ledger));
    }

    LedgerRegister(LedgerFeed ledger) {
        this.ledger = ledger;
        follower = Thread.ofVirtual().name("ledger follower").start(this::follow);
    }

    @Override
    public Optional<FolderFacts> folder(FolderId folder) throws IOException {
        return folders.of(folder, KnownFolder::new).facts();
    }

    @Override
    public boolean isLive(AccountId account, DeviceId device) throws IOException {
        AccountDevices devices = accounts.of(account, id -> new AccountDevices(id, ledger));
        if (!devices.isLive(device)) {
            devices.refresh();
        }
        return devices.isLive(device);
    }

    @Override
    public void close() {
        closing.countDown();
        follower.interrupt();
    }

    /// A folder's owner and fence never change, so they are read once.
    private final class KnownFolder {
        private final FolderId id;
        private Optional<FolderFacts> facts = Optional.empty();

        KnownFolder(FolderId id) {
            this.id = id;
        }

        synchronized Optional<FolderFacts> facts() throws IOException {
            if (facts.isEmpty()) {
                facts =
                        ledger.read(Subject.terms(id), Tip.START).leaves().stream()
                                .map(LedgerLeaf::entry)
                                .filter(Entry.FolderCreate.class::isInstance)
                                .map(Entry.FolderCreate.class::cast)
                                .findFirst()
                                .map(create -> new FolderFacts(create.account(), create.fence()));
            }
            return facts;
        }
    }

    private void follow() {
        try {
            Duration pause = Duration.ZERO;
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = followOnce() ? Duration.ZERO : PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for news once and reads them.
    ///
    /// @return false if there is nothing to follow, or nobody to ask
    private boolean followOnce() {
        List<AccountDevices> known = accounts.all();
        if (known.isEmpty()) {
            return false;
        }
        Map<Subject, Long> counts = new HashMap<>();
        known.forEach(devices -> counts.put(devices.subject(), devices.count()));
        try {
            if (ledger.awaitNews(counts, POLL)) {
                for (AccountDevices devices : known) {
                    devices.refresh();
                }
            }
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the ledger cannot be followed now", e);
            return false;
        }
    }
}
