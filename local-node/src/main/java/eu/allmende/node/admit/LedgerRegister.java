package eu.allmende.node.admit;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The register as the verified ledger gives it. What was read is kept and followed by long poll,
/// so that a revocation bites within seconds and most calls ask nobody.
public final class LedgerRegister implements Register, AutoCloseable {
    private static final Logger LOG = System.getLogger(LedgerRegister.class.getName());
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_FOLDERS = 100_000;

    private final LedgerClient ledger;
    private final Map<FolderId, FolderFacts> folders = new ConcurrentHashMap<>();
    private final Map<AccountId, Devices> accounts = new HashMap<>();
    private final Thread follower;
    private volatile boolean closed;

    private static final class Devices {
        private final Set<DeviceId> live = new HashSet<>();
        private Tip tip = Tip.START;
    }

    public LedgerRegister(LedgerClient ledger) {
        this.ledger = ledger;
        follower = Thread.ofVirtual().name("ledger follower").start(this::follow);
    }

    @Override
    public Optional<FolderFacts> folder(FolderId folder) throws IOException {
        FolderFacts known = folders.get(folder);
        if (known != null) {
            return Optional.of(known);
        }
        Reading reading = ledger.read(Subject.folder(folder), Tip.START);
        Optional<FolderFacts> facts =
                reading.leaves().stream()
                        .map(LedgerLeaf::entry)
                        .filter(Entry.FolderCreate.class::isInstance)
                        .map(Entry.FolderCreate.class::cast)
                        .findFirst()
                        .map(create -> new FolderFacts(create.account(), create.fence()));
        if (folders.size() < MOST_FOLDERS) {
            facts.ifPresent(found -> folders.put(folder, found));
        }
        return facts;
    }

    @Override
    public boolean isLive(AccountId account, DeviceId device) throws IOException {
        synchronized (accounts) {
            Devices known = accounts.get(account);
            if (known != null && known.live.contains(device)) {
                return true;
            }
        }
        refresh(account);
        synchronized (accounts) {
            Devices known = accounts.get(account);
            return known != null && known.live.contains(device);
        }
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
    }

    private void refresh(AccountId account) throws IOException {
        Tip from;
        synchronized (accounts) {
            from = accounts.computeIfAbsent(account, _ -> new Devices()).tip;
        }
        Reading reading = ledger.read(Subject.account(account), from);
        synchronized (accounts) {
            Devices devices = accounts.computeIfAbsent(account, _ -> new Devices());
            if (devices.tip.equals(from)) {
                reading.leaves().forEach(leaf -> apply(devices, leaf.entry()));
                devices.tip = reading.tip();
            }
        }
    }

    private static void apply(Devices devices, Entry entry) {
        switch (entry) {
            case Entry.DeviceAdd add -> devices.live.add(add.device());
            case Entry.DeviceRevoke revoke -> devices.live.remove(revoke.device());
            case Entry.AccountCreate _,
                    Entry.NodeRegister _,
                    Entry.NodeLeave _,
                    Entry.FolderCreate _,
                    Entry.Wrap _,
                    Entry.Packs _,
                    Entry.Commit _ -> {}
        }
    }

    private void follow() {
        while (!closed) {
            try {
                Map<Subject, Long> known = known();
                if (known.isEmpty()) {
                    pause();
                } else if (ledger.awaitNews(known, POLL)) {
                    for (AccountId account : accountIds()) {
                        refresh(account);
                    }
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "the ledger cannot be followed now", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            synchronized (accounts) {
                accounts.wait(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private Set<AccountId> accountIds() {
        synchronized (accounts) {
            return Set.copyOf(accounts.keySet());
        }
    }

    private Map<Subject, Long> known() {
        synchronized (accounts) {
            Map<Subject, Long> known = new HashMap<>();
            accounts.forEach(
                    (account, devices) -> known.put(Subject.account(account), devices.tip.count()));
            return known;
        }
    }
}
