package eu.allmende.node.retire;

import eu.allmende.node.store.PieceStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Periods;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows which packs are retired, and lets their pieces go once they are due. Looks every hour.
public final class Retirement implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Retirement.class.getName());
    private static final Duration PAUSE = Duration.ofHours(1);

    /// How long what was let go stays in the trash.
    static final Duration TRASH = Duration.ofDays(7);

    /// So much is rewritten at one look to give room back.
    private static final long MOST_REWRITTEN_BYTES = 1024L * 1024 * 1024;

    private final RetiredTerms terms;
    private final PieceStore store;
    private final RetireBook book;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Retirement(RetiredTerms terms, PieceStore store, RetireBook book) {
        this.terms = terms;
        this.store = store;
        this.book = book;
        thread = Thread.ofVirtual().name("retirement").unstarted(this::follow);
    }

    /// Begins to follow.
    ///
    /// @param file where it is noted what was read
    public static Retirement begin(LedgerClient ledger, PieceStore store, Path file)
            throws IOException {
        Retirement retirement = open(RetiredTerms.of(ledger), store, file);
        retirement.thread.start();
        return retirement;
    }

    static Retirement open(RetiredTerms terms, PieceStore store, Path file) throws IOException {
        return new Retirement(terms, store, RetireBook.open(file));
    }

    /// Looks now, not only within the hour.
    ///
    /// @return how many pieces were dropped for good
    /// @throws IOException if the ledger cannot be read, or the disk failed; trying again is safe
    public synchronized int look() throws IOException {
        long nowMillis = terms.pastTime().toEpochMilli();
        for (FolderId folder : store.folders()) {
            follow(folder);
        }
        for (Map.Entry<FolderId, List<PackRoot>> due : book.due(nowMillis).entrySet()) {
            store.discard(due.getKey(), due.getValue(), nowMillis);
        }
        book.done(nowMillis);
        int dropped = store.empty(nowMillis - TRASH.toMillis());
        store.compact(MOST_REWRITTEN_BYTES);
        return dropped;
    }

    private void follow(FolderId folder) throws IOException {
        Reading reading = terms.read(folder, book.tip(folder));
        if (reading.leaves().isEmpty()) {
            return;
        }
        Map<PackRoot, Long> due = new HashMap<>();
        for (LedgerLeaf leaf : reading.leaves()) {
            if (leaf.entry() instanceof Entry.Retire retire) {
                long at = leaf.timeMillis() + Periods.RETIRED_STAYS.toMillis();
                retire.packs().forEach(pack -> due.put(pack, at));
            }
        }
        book.note(folder, due, reading.tip());
    }

    private void follow() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    int dropped = look();
                    LOG.log(Level.DEBUG, "{0} retired pieces were dropped", dropped);
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "retired packs cannot be looked for now", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        synchronized (this) {
            book.close();
        }
    }
}
