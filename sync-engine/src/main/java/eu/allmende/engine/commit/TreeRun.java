package eu.allmende.engine.commit;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/// How a snapshot tells of entries: as a batch tells of changes, in the order of their ids. What
/// another device wrote is hostile until it is seen to be a tree.
final class TreeRun {
    static final Comparator<EntryId> ORDER =
            (one, other) -> {
                int high = Long.compareUnsigned(one.high(), other.high());
                return high != 0 ? high : Long.compareUnsigned(one.low(), other.low());
            };

    private TreeRun() {}

    /// Goes through the entries of runs; those that are gone among them.
    static void read(
            List<SnapshotDirectory.Run> newestFirst,
            Batches.ChunkSource source,
            RunMerge.Taker<Change> taker)
            throws IOException {
        RunMerge.Form<Change, EntryId> form =
                new RunMerge.Form<>() {
                    @Override
                    public Change read(byte[] item) throws MalformedException {
                        return CborReader.read(item, BatchForm::readChange);
                    }

                    @Override
                    public EntryId key(Change change) {
                        return change.entry();
                    }
                };
        new RunMerge<>(form, ORDER).read(newestFirst, source, taker);
    }

    /// The tree that runs make up.
    ///
    /// @throws MalformedException if it is none
    static Tree tree(SnapshotDirectory directory, Batches.ChunkSource source) throws IOException {
        Tree tree = new Tree();
        read(
                directory.runs(SnapshotDirectory.Kind.ENTRIES),
                source,
                change -> {
                    if (change.after().isPresent()) {
                        EntryState state = change.after().get();
                        if (tree.at(state.spot()).isPresent()) {
                            throw new MalformedException("a snapshot has two entries at one spot");
                        }
                        tree.put(change.entry(), state);
                    }
                });
        if (!TreeRules.isWhole(tree)) {
            throw new MalformedException("a snapshot is not a tree");
        }
        return tree;
    }
}
