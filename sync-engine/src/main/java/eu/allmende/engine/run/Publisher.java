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
import java.util.List;
import java.util.Optional;

/// Commits what this disk has and the commons lacks, in portions.
final class Publisher {
    private static final int PORTION_CHANGES = 32_000;
    private static final long PORTION_BYTES = 1L << 30;

    private final FolderParts parts;
    private final FolderTrees trees;
    private final FolderStatus status;

    Publisher(FolderParts parts, FolderStatus status) {
        this.parts = parts;
        trees = parts.trees();
        this.status = status;
    }

    /// Commits the changes.
    ///
    /// @param changes lawful together
    PassEnd publish(List<Change> changes) throws IOException {
        status.begin(changes.size(), bytes(changes));
        for (List<Change> portion : portions(changes)) {
            List<Change> lawful = TreeRules.lawful(trees.remote(), portion);
            if (!lawful.isEmpty()) {
                PassEnd end = publishPortion(lawful);
                if (!(end instanceof PassEnd.Quiet)) {
                    return end;
                }
            }
        }
        status.finish();
        return new PassEnd.Again();
    }

    private PassEnd publishPortion(List<Change> portion) throws IOException {
        long base = trees.sequence();
        Publication publication =
                CommonsException.asking(() ->
                        parts.commons()
                                .remote()
                                .publish(base, portion, source(), status.sending()));
        return switch (publication) {
            case Publication.Committed(long sequence) -> committed(base, sequence, portion);
            case Publication.Overtaken _ -> new PassEnd.Again();
            case Publication.Unstable unstable -> {
                unstable.entries().forEach(this::readAgain);
                parts.store().save();
                yield new PassEnd.Moving();
            }
            case Publication.Waiting(String reason) ->
                    new PassEnd.Waiting(PassEnd.Cause.COMMONS, reason);
        };
    }

    private PassEnd committed(long base, long sequence, List<Change> portion) throws IOException {
        status.entriesDone(portion.size());
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
                .ifPresent(s -> trees.seeLocal(entry, new Sighting(s.stat(), false)));
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
        Stat now = Stat.of(path);
        if (seen.isEmpty() || !now.isUnchangedSince(seen.get().stat())) {
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
            bytes += bytes(change);
        }
        portions.add(portion);
        return portions;
    }

    private boolean isNewFile(Change change) {
        return !trees.remote().contains(change.entry()) && bytes(change) > 0;
    }

    private static long bytes(List<Change> changes) {
        return changes.stream().mapToLong(Publisher::bytes).sum();
    }

    private static long bytes(Change change) {
        return change.after().map(EntryState::content).orElse(new Content.Directory())
                        instanceof Content.File file
                ? file.sizeBytes()
                : 0;
    }
}
