package eu.allmende.engine.commit;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.commit.SnapshotDirectory.Kind;
import eu.allmende.engine.commit.SnapshotDirectory.Run;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a snapshot: a run of what changed since the last one, into which older runs are merged
/// that are not much larger; all others are used again. So each record is written a few times at
/// most, however often a snapshot is made.
final class SnapshotMaker {
    private static final int MUCH_LARGER = 4;
    private static final int ENTRY_BYTES = 150;
    private static final int PACK_BYTES = 1_000;
    private static final int MOST_RELEASED = 400;

    private final Basis basis;
    private final FlowState state;
    private final Chunker chunker;
    private final Batches.ChunkSource source;

    /// What a snapshot is made of.
    ///
    /// @param mark where the log is
    /// @param tree the tree there
    /// @param before the newest snapshot there is
    /// @param changed the entries that commits since then are about
    record Basis(
            SnapshotMark mark,
            Map<EntryId, EntryState> tree,
            Optional<SnapshotDirectory> before,
            Set<EntryId> changed) {
        private List<Run> runs(Kind kind) {
            return before.map(one -> one.runs(kind)).orElse(List.of());
        }
    }

    SnapshotMaker(Basis basis, FlowState state, Chunker chunker, Batches.ChunkSource source) {
        this.basis = basis;
        this.state = state;
        this.chunker = chunker;
        this.source = source;
    }

    SnapshotMark mark() {
        return basis.mark;
    }

    /// Sends what is new of it.
    SnapshotDirectory make(Outgoing sending) throws IOException {
        List<Run> runs = new ArrayList<>(entries(sending));
        runs.addAll(packs(sending));
        Map<PackRoot, PackPlacement> lying = new LinkedHashMap<>();
        for (Run run : runs) {
            for (Batches.Part part : run.parts()) {
                if (!lying.containsKey(part.pack())) {
                    lying.put(part.pack(), pack(part.pack()).placement());
                }
            }
        }
        return new SnapshotDirectory(basis.mark.sequence(), runs, List.copyOf(lying.values()));
    }

    /// The packs in which only stretches lie that the new snapshot does not use.
    List<PackRoot> released(SnapshotDirectory made) throws IOException {
        Set<PackRoot> used = new HashSet<>();
        made.packs().forEach(pack -> used.add(pack.root()));
        List<PackRoot> released = new ArrayList<>();
        for (PackPlacement old : basis.before.map(SnapshotDirectory::packs).orElse(List.of())) {
            boolean claimed = state.pack(old.root()).filter(PackShelf.Shelved::claimed).isPresent();
            if (claimed && !used.contains(old.root()) && released.size() < MOST_RELEASED) {
                released.add(old.root());
            }
        }
        return released;
    }

    private List<Run> entries(Outgoing sending) throws IOException {
        List<Run> old = basis.runs(Kind.ENTRIES);
        int merged = merged(old, (long) ENTRY_BYTES * basis.changed.size());
        boolean whole = merged == old.size();
        Collection<EntryId> ids = whole ? basis.tree.keySet() : new HashSet<>(basis.changed);
        if (!whole) {
            Collection<EntryId> more = ids;
            TreeRun.read(old.subList(0, merged), source, change -> more.add(change.entry()));
        }
        List<EntryId> sorted = ids.stream().sorted(TreeRun.ORDER).toList();
        Stretches stretches = new Stretches(Kind.ENTRIES, sending);
        for (EntryId id : sorted) {
            Optional<EntryState> now = Optional.ofNullable(basis.tree.get(id));
            if (now.isPresent() || !whole) {
                Change change = new Change(id, now);
                stretches.add(CborWriter.write(out -> BatchForm.write(out, change)));
            }
        }
        return stretches.before(old.subList(merged, old.size()));
    }

    private List<Run> packs(Outgoing sending) throws IOException {
        List<Run> old = basis.runs(Kind.PACKS);
        long since = basis.before.map(SnapshotDirectory::sequence).orElse(0L);
        List<PackRoot> touched = state.touchedSince(since);
        int merged = merged(old, (long) PACK_BYTES * touched.size());
        boolean whole = merged == old.size();
        Set<PackRoot> roots = new HashSet<>(whole ? state.touchedSince(0) : touched);
        PackRun.read(old.subList(0, merged), source, row -> roots.add(row.root()));
        Stretches stretches = new Stretches(Kind.PACKS, sending);
        for (PackRoot root : roots.stream().sorted(PackRun.ORDER).toList()) {
            PackShelf.Shelved pack = pack(root);
            boolean retired = pack.use() == Use.RETIRED;
            if (!retired || !whole) {
                stretches.add(
                        PackRun.encode(
                                new PackRun.Row(
                                        pack.placement(),
                                        pack.use(),
                                        pack.releasedMillis(),
                                        retired || pack.kind() == PackShelf.Kind.LOG
                                                ? Map.of()
                                                : state.chunksOf(root))));
            }
        }
        return stretches.before(old.subList(merged, old.size()));
    }

    private PackShelf.Shelved pack(PackRoot root) throws IOException {
        return state.pack(root).orElseThrow(() -> new IOException("a pack is not noted"));
    }

    /// How many of the newest runs are merged into a new one.
    private static int merged(List<Run> newestFirst, long newBytes) {
        long bytes = newBytes;
        int merged = 0;
        while (merged < newestFirst.size()
                && newestFirst.get(merged).bytes() <= MUCH_LARGER * bytes) {
            bytes += newestFirst.get(merged).bytes();
            merged++;
        }
        return merged;
    }

    /// A run on its way out.
    private final class Stretches {
        private final Kind kind;
        private final Outgoing sending;
        private final List<ChunkId> ids = new ArrayList<>();
        private final Records.Writer writer = new Records.Writer(this::send);

        Stretches(Kind kind, Outgoing sending) {
            this.kind = kind;
            this.sending = sending;
        }

        void add(byte[] item) throws IOException {
            writer.add(item);
        }

        private void send(byte[] part) throws IOException {
            ChunkId id = chunker.name(ByteBuffer.wrap(part));
            ids.add(id);
            if (!sending.isThere(id)) {
                sending.add(id, part);
            }
        }

        /// This run, if anything is in it, and the older ones after it.
        List<Run> before(List<Run> older) throws IOException {
            long bytes = writer.finish();
            sending.finish();
            List<Run> runs = new ArrayList<>();
            if (bytes > 0) {
                List<Batches.Part> parts = new ArrayList<>();
                for (ChunkId id : ids) {
                    parts.add(sending.where(id));
                }
                runs.add(new Run(kind, bytes, parts));
            }
            runs.addAll(older);
            return runs;
        }
    }
}
