package eu.allmende.engine.run;

import eu.allmende.engine.SyncSummary.Steps;
import eu.allmende.engine.SyncSummary.Traffic;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Commits what this disk has and the commons lacks, in portions: what is little at once, what is
/// much once the bulk lane has sent it.
final class Publisher {
    private static final int PORTION_CHANGES = 32_000;
    private static final long PORTION_BYTES = 1L << 30;

    private final FolderParts parts;
    private final FolderTrees trees;
    private final FolderStatus status;
    private final BulkSending bulk;

    Publisher(FolderParts parts, FolderStatus status, BulkSending bulk) {
        this.parts = parts;
        trees = parts.trees();
        this.status = status;
        this.bulk = bulk;
    }

    /// Commits what can be at once, and gives the rest to the bulk lane.
    ///
    /// @param changes lawful together
    /// @return quiet if there was nothing to commit yet
    PassEnd publish(List<Change> changes) throws IOException {
        Set<EntryId> entries = new HashSet<>();
        changes.forEach(change -> entries.add(change.entry()));
        bulk.keepOnly(entries);
        PassEnd end = publishReady(changes);
        if (end instanceof PassEnd.Quiet || end instanceof PassEnd.Again) {
            offer(Division.of(missing(changes), trees.remote(), bulk).later());
        }
        return end;
    }

    /// Commits what can be by now.
    ///
    /// @param changes lawful together
    /// @return quiet if there was nothing to commit
    PassEnd publishReady(List<Change> changes) throws IOException {
        List<Change> ready =
                TreeRules.lawful(
                        trees.remote(),
                        Division.of(missing(changes), trees.remote(), bulk).ready());
        if (ready.isEmpty()) {
            return new PassEnd.Quiet();
        }
        List<Change> unsent = ready.stream().filter(change -> !bulk.isSent(change)).toList();
        status.more(Lane.SMALL, unsent.size(), unsent.stream().mapToLong(Division::bytes).sum());
        try {
            for (List<Change> portion : portions(ready)) {
                List<Change> lawful = TreeRules.lawful(trees.remote(), portion);
                if (!lawful.isEmpty()) {
                    PassEnd end = publishPortion(lawful);
                    if (!(end instanceof PassEnd.Quiet)) {
                        return end;
                    }
                }
            }
        } finally {
            status.finish(Lane.SMALL);
        }
        return new PassEnd.Again();
    }

    private List<Change> missing(List<Change> changes) {
        return changes.stream()
                .filter(change -> !isThere(change, trees.remote().find(change.entry())))
                .toList();
    }

    private static boolean isThere(Change change, Optional<EntryState> now) {
        if (change.after().isEmpty() || now.isEmpty()) {
            return change.after().isEmpty() && now.isEmpty();
        }
        return change.after().get().sameAs(now.get());
    }

    private void offer(List<Change> later) {
        List<BulkSending.Offer> offers = new ArrayList<>();
        for (Change change : later) {
            Optional<String> inside = trees.local().tree().path(change.entry());
            Optional<Sighting> seen = trees.local().sighting(change.entry());
            if (!bulk.knows(change) && inside.isPresent() && seen.isPresent()) {
                Path path = parts.disk().root().path().resolve(inside.get());
                Stat stat = seen.get().stat();
                offers.add(new BulkSending.Offer(change, inside.get(), _ -> openIf(path, stat)));
            }
        }
        if (!offers.isEmpty()) {
            long bytes = offers.stream().mapToLong(BulkSending.Offer::sizeBytes).sum();
            status.more(Lane.BULK, offers.size(), bytes);
            bulk.offer(offers);
        }
    }

    /// What moved or changed before the bulk lane read it is looked at again.
    ///
    /// @return whether there was any
    boolean lookAgain() throws IOException {
        List<BulkSending.Offer> unstable = bulk.takeUnstable();
        for (BulkSending.Offer offer : unstable) {
            EntryId entry = offer.change().entry();
            if (trees.local().tree().path(entry).filter(offer.inside()::equals).isPresent()) {
                readAgain(entry);
            }
        }
        if (!unstable.isEmpty()) {
            status.entriesDone(Lane.BULK, unstable.size());
            parts.store().save();
        }
        return !unstable.isEmpty();
    }

    private PassEnd publishPortion(List<Change> portion) throws IOException {
        long base = trees.sequence();
        parts.store().ask(base, portion);
        Publication publication =
                CommonsException.asking(() ->
                        parts.commons()
                                .remote()
                                .publish(base, portion, source(), status.sending(Lane.SMALL)));
        return switch (publication) {
            case Publication.Committed(long sequence) -> committed(base, sequence, portion);
            case Publication.Overtaken _ -> new PassEnd.Again();
            case Publication.Unstable unstable -> {
                unstable.entries().forEach(this::readAgain);
                parts.store().save();
                yield new PassEnd.Moving();
            }
            case Publication.Waiting(String reason) ->
                    new PassEnd.Waiting(PassEnd.Cause.ACCEPTANCE, reason);
        };
    }

    private PassEnd committed(long base, long sequence, List<Change> portion) throws IOException {
        long sent = portion.stream().filter(bulk::isSent).count();
        status.entriesDone(Lane.SMALL, portion.size() - sent);
        status.entriesDone(Lane.BULK, sent);
        if (sequence != base + 1) {
            return new PassEnd.Again();
        }
        count(portion);
        trees.advance(sequence, portion);
        trees.settle();
        parts.store().save();
        return new PassEnd.Quiet();
    }

    private void count(List<Change> portion) {
        Tree remote = trees.remote();
        Steps steps = Steps.NONE;
        long files = 0;
        for (Change change : portion) {
            Optional<EntryState> before = remote.find(change.entry());
            boolean isFile =
                    change.after()
                            .map(EntryState::content)
                            .filter(Content.File.class::isInstance)
                            .isPresent();
            if (change.after().isEmpty()) {
                steps = steps.plus(new Steps(0, 0, 0, 1, 0));
            } else if (before.isEmpty()) {
                steps = steps.plus(new Steps(1, 0, 0, 0, 0));
                files += isFile ? 1 : 0;
            } else {
                boolean moved = !before.get().sameSpot(change.after().get());
                boolean updated = !before.get().content().sameAs(change.after().get().content());
                steps = steps.plus(new Steps(0, updated ? 1 : 0, moved ? 1 : 0, 0, 0));
                files += updated && isFile ? 1 : 0;
            }
        }
        status.did(steps);
        status.sent(new Traffic(0, 0, files));
    }

    private void readAgain(EntryId entry) {
        trees.local()
                .sighting(entry)
                .ifPresent(s -> trees.seeLocal(entry, s.again(s.stat(), false)));
    }

    /// Reads files of this folder; called by other threads while the loop waits for them.
    private ContentSource source() {
        return this::open;
    }

    private SeekableByteChannel open(EntryId entry) throws IOException {
        String inside =
                trees.local()
                        .tree()
                        .path(entry)
                        .orElseThrow(() -> new NoSuchFileException("an entry of the folder"));
        Path path = parts.disk().root().path().resolve(inside);
        Optional<Sighting> seen = trees.local().sighting(entry);
        return openIf(
                path,
                seen.map(Sighting::stat)
                        .orElseThrow(() -> new NoSuchFileException("an entry of the folder")));
    }

    private static SeekableByteChannel openIf(Path path, Stat seen) throws IOException {
        if (!Stat.of(path).isUnchangedSince(seen)) {
            throw new NoSuchFileException("a file that changed");
        }
        return StableRead.open(path);
    }

    /// Everything but new files first, as one; then new files in portions.
    private List<List<Change>> portions(List<Change> changes) {
        List<Change> ordered = new ArrayList<>(changes);
        ordered.sort(Comparator.comparing(this::isNewFile));
        List<List<Change>> portions = new ArrayList<>();
        List<Change> portion = new ArrayList<>();
        long bytes = 0;
        for (Change change : ordered) {
            boolean full = portion.size() >= PORTION_CHANGES || bytes >= PORTION_BYTES;
            if (full && isNewFile(change)) {
                portions.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
            portion.add(change);
            bytes += Division.bytes(change);
        }
        portions.add(portion);
        return portions;
    }

    private boolean isNewFile(Change change) {
        return !trees.remote().contains(change.entry()) && Division.bytes(change) > 0;
    }
}
