package eu.allmende.engine.run;

import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sends what is much in a thread of its own, in portions, small files first. It commits nothing: a
/// pass does, once a portion is sent. Offered and asked by the folder's loop.
final class BulkSending {
    private static final int PORTION_FILES = 32_000;
    private static final long PORTION_BYTES = 1L << 30;

    private final RemoteFolder remote;
    private final Progress progress;
    private final BulkLane.Terms terms;
    private final Runnable news;
    private final Deque<Offer> queue = new ArrayDeque<>();
    private final Map<EntryId, Hash> waiting = new HashMap<>();
    private final Map<EntryId, Hash> sent = new HashMap<>();
    private final List<Offer> unstable = new ArrayList<>();
    private Optional<IOException> failure = Optional.empty();
    private Optional<String> obstacle = Optional.empty();
    private boolean hasNews;
    private boolean running;
    private boolean closed;

    /// @param news called after each portion and at the end; must be quick
    BulkSending(RemoteFolder remote, Progress progress, BulkLane.Terms terms, Runnable news) {
        this.remote = remote;
        this.progress = progress;
        this.terms = terms;
        this.news = news;
    }

    /// A file to send.
    ///
    /// @param inside where it lay when it was offered
    /// @param source reads it there
    record Offer(Change change, String inside, ContentSource source) {
        Hash content() {
            return file(change).orElseThrow().contentId();
        }

        long sizeBytes() {
            return file(change).orElseThrow().sizeBytes();
        }
    }

    private static Optional<Content.File> file(Change change) {
        return change.after()
                .map(EntryState::content)
                .filter(Content.File.class::isInstance)
                .map(Content.File.class::cast);
    }

    /// So much a pass sends itself.
    long smallBytes() {
        return terms.smallBytes();
    }

    /// Whether this content of the entry is sent, or will be.
    synchronized boolean knows(Change change) {
        return isSent(change) || is(waiting, change);
    }

    /// Whether this content of the entry is kept by the commons: it can be committed.
    synchronized boolean isSent(Change change) {
        return is(sent, change);
    }

    private static boolean is(Map<EntryId, Hash> in, Change change) {
        Hash known = in.get(change.entry());
        return known != null
                && file(change).map(Content.File::contentId).filter(known::equals).isPresent();
    }

    /// Only these wait for a commit; of others nothing need be known any more.
    synchronized void keepOnly(Set<EntryId> entries) {
        sent.keySet().retainAll(entries);
    }

    /// Sends these as well.
    void offer(List<Offer> offers) {
        synchronized (this) {
            offers.stream()
                    .sorted(Comparator.comparingLong(Offer::sizeBytes))
                    .forEach(offer -> {
                        queue.add(offer);
                        waiting.put(offer.change().entry(), offer.content());
                    });
            if (running || queue.isEmpty() || closed) {
                return;
            }
            running = true;
        }
        terms.executor().execute(this::run);
    }

    /// Whether something is being sent, or will be.
    synchronized boolean isBusy() {
        return running;
    }

    /// Whether something was sent, or cannot be, since the news were last taken.
    synchronized boolean hasNews() {
        return hasNews;
    }

    /// The same, and they count as taken.
    synchronized boolean takeNews() {
        boolean any = hasNews;
        hasNews = false;
        return any;
    }

    /// Files that changed or moved before they were read.
    synchronized List<Offer> takeUnstable() {
        List<Offer> taken = List.copyOf(unstable);
        unstable.clear();
        return taken;
    }

    /// Why sending stopped before its end; then nothing of what was offered is sent any more.
    ///
    /// @throws IOException if it broke off
    synchronized Optional<String> takeObstacle() throws IOException {
        Optional<String> why = obstacle;
        Optional<IOException> broke = failure;
        obstacle = Optional.empty();
        failure = Optional.empty();
        if (broke.isPresent()) {
            throw broke.get();
        }
        return why;
    }

    /// Nothing more is begun.
    synchronized void close() {
        closed = true;
        queue.clear();
    }

    private void run() {
        try {
            for (List<Offer> portion = take(); !portion.isEmpty(); portion = take()) {
                send(portion);
                ring();
            }
        } catch (IOException | RuntimeException e) {
            IOException why =
                    e instanceof IOException io ? io : new IOException("sending broke off", e);
            synchronized (this) {
                failure = Optional.of(why);
            }
        } finally {
            synchronized (this) {
                queue.clear();
                waiting.clear();
                running = false;
            }
            ring();
        }
    }

    private void ring() {
        synchronized (this) {
            hasNews = true;
        }
        news.run();
    }

    private synchronized List<Offer> take() {
        List<Offer> portion = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty() && portion.size() < PORTION_FILES && bytes < PORTION_BYTES) {
            Offer next = queue.remove();
            portion.add(next);
            bytes += next.sizeBytes();
        }
        return portion;
    }

    private void send(List<Offer> portion) throws IOException {
        Map<EntryId, Offer> offers = new HashMap<>();
        portion.forEach(offer -> offers.put(offer.change().entry(), offer));
        List<Change> changes = portion.stream().map(Offer::change).toList();
        Sending came = remote.send(changes, entry -> open(offers, entry), progress);
        switch (came) {
            case Sending.Sent(var changed) -> sent(portion, changed);
            case Sending.Waiting(String reason) -> {
                synchronized (this) {
                    obstacle = Optional.of(reason);
                    queue.clear();
                }
            }
        }
    }

    private static SeekableByteChannel open(Map<EntryId, Offer> offers, EntryId entry)
            throws IOException {
        Offer offer = offers.get(entry);
        if (offer == null) {
            throw new FileNotFoundException("an entry that was not offered");
        }
        return offer.source().open(entry);
    }

    private synchronized void sent(List<Offer> portion, Set<EntryId> changed) {
        for (Offer offer : portion) {
            EntryId entry = offer.change().entry();
            waiting.remove(entry, offer.content());
            if (changed.contains(entry)) {
                unstable.add(offer);
            } else {
                sent.put(entry, offer.content());
            }
        }
    }
}
