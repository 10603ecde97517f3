package eu.allmende.engine.commit;

import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a snapshot of a folder is made of.
///
/// CBOR `[sequence, [[kind, bytes, [[chunk id, pack root, offset, length]…]]…], [placement…]]`; a
/// placement is `[root, code, k, n, pack bytes, [holder…], receipts]`.
///
/// @param sequence the newest commit in it
/// @param runs of each kind the newest first: what a newer one says of a key counts
/// @param packs where the packs lie that the runs lie in
record SnapshotDirectory(long sequence, List<Run> runs, List<PackPlacement> packs) {
    private static final int MOST_RUNS = 64;
    private static final int MOST_PARTS = 100_000;
    private static final int MOST_PIECES = 255;

    SnapshotDirectory {
        runs = List.copyOf(runs);
        packs = List.copyOf(packs);
    }

    /// What the records of a run are about.
    enum Kind {
        /// The entries of the tree.
        ENTRIES(0),
        /// Packs, with where each chunk lies in them.
        PACKS(1);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static Kind of(int code) {
            return code == ENTRIES.code ? ENTRIES : PACKS;
        }
    }

    /// Records in the order of their keys, as stretches that lie in packs.
    ///
    /// @param bytes of all stretches together
    record Run(Kind kind, long bytes, List<Batches.Part> parts) {
        Run {
            parts = List.copyOf(parts);
        }
    }

    /// The runs of one kind, the newest first.
    List<Run> runs(Kind kind) {
        return runs.stream().filter(run -> run.kind == kind).toList();
    }

    /// Bytes of all runs.
    long bytes() {
        return runs.stream().mapToLong(Run::bytes).sum();
    }

    void write(CborWriter out) {
        out.array(3).number(sequence).array(runs.size());
        for (Run run : runs) {
            out.array(3).number(run.kind.code).number(run.bytes).array(run.parts.size());
            for (Batches.Part part : run.parts) {
                part.write(out);
            }
        }
        out.array(packs.size());
        packs.forEach(pack -> write(out, pack));
    }

    static SnapshotDirectory read(CborReader in) throws IOException {
        in.array(3);
        long sequence = in.number(0, Long.MAX_VALUE);
        List<Run> runs = new ArrayList<>();
        for (int left = in.arrayUpTo(MOST_RUNS); left > 0; left--) {
            in.array(3);
            Kind kind = Kind.of(in.smallNumber(0, Kind.PACKS.code));
            long bytes = in.number(0, Long.MAX_VALUE);
            List<Batches.Part> parts = new ArrayList<>();
            for (int more = in.arrayUpTo(MOST_PARTS); more > 0; more--) {
                parts.add(Batches.Part.read(in));
            }
            runs.add(new Run(kind, bytes, parts));
        }
        List<PackPlacement> packs = new ArrayList<>();
        for (int left = in.arrayUpTo(MOST_PARTS); left > 0; left--) {
            packs.add(readPlacement(in));
        }
        return new SnapshotDirectory(sequence, runs, packs);
    }

    static void write(CborWriter out, PackPlacement pack) {
        PackShape shape = pack.shape();
        out.array(7)
                .hash(pack.root().hash())
                .number(shape.codeId())
                .number(shape.needed())
                .number(shape.wanted())
                .number(shape.packLengthBytes())
                .array(pack.holders().size());
        pack.holders().forEach(out::number);
        out.hash(pack.receiptsHash());
    }

    static PackPlacement readPlacement(CborReader in) throws IOException {
        in.array(7);
        PackRoot root = new PackRoot(in.hash());
        PackShape shape =
                new PackShape(
                        in.smallNumber(1, MOST_PIECES),
                        in.smallNumber(1, MOST_PIECES),
                        in.smallNumber(1, MOST_PIECES),
                        in.smallNumber(1, PackShape.MAX_PACK_BYTES));
        List<Integer> holders = new ArrayList<>();
        for (int left = in.arrayUpTo(MOST_PIECES); left > 0; left--) {
            holders.add(in.smallNumber(PackPlacement.NOBODY, Integer.MAX_VALUE));
        }
        return new PackPlacement(root, shape, holders, in.hash());
    }
}
