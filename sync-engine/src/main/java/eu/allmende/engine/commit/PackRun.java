package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How a snapshot tells of a pack: CBOR `[placement, use, released ms, extents]`, extents as in
/// [BatchForm].
final class PackRun {
    private static final int MOST_LIST_BYTES = 32 * 1024 * 1024;

    static final Comparator<PackRoot> ORDER =
            (one, other) -> Arrays.compareUnsigned(one.hash().bytes(), other.hash().bytes());

    private PackRun() {}

    /// A pack in a snapshot.
    ///
    /// @param releasedMillis ledger time when a commit last released it; 0 if none did
    record Row(PackPlacement placement, Use use, long releasedMillis, Map<ChunkId, Extent> chunks) {
        Row {
            chunks = Map.copyOf(chunks);
        }

        PackRoot root() {
            return placement.root();
        }
    }

    /// Goes through the packs of runs.
    static void read(
            List<SnapshotDirectory.Run> newestFirst,
            Batches.ChunkSource source,
            RunMerge.Taker<Row> taker)
            throws IOException {
        RunMerge.Form<Row, PackRoot> form =
                new RunMerge.Form<>() {
                    @Override
                    public Row read(byte[] item) throws MalformedException {
                        return decode(item);
                    }

                    @Override
                    public PackRoot key(Row row) {
                        return row.root();
                    }
                };
        new RunMerge<>(form, ORDER).read(newestFirst, source, taker);
    }

    static byte[] encode(Row row) {
        return CborWriter.write(out -> {
            out.array(4);
            SnapshotDirectory.write(out, row.placement);
            out.number(code(row.use)).number(row.releasedMillis).bytes(BatchForm.rows(row.chunks));
        });
    }

    private static int code(Use use) {
        return switch (use) {
            case WAITING -> 0;
            case CLAIMED -> 1;
            case RELEASED -> 2;
            case RETIRED -> 3;
        };
    }

    private static Use use(int code) {
        return switch (code) {
            case 0 -> Use.WAITING;
            case 1 -> Use.CLAIMED;
            case 2 -> Use.RELEASED;
            default -> Use.RETIRED;
        };
    }

    static Row decode(byte[] form) throws MalformedException {
        return CborReader.read(
                form,
                in -> {
                    in.array(4);
                    PackPlacement placement = SnapshotDirectory.readPlacement(in);
                    Use use = use(in.smallNumber(0, code(Use.RETIRED)));
                    long released = in.number(0, Long.MAX_VALUE);
                    return new Row(
                            placement, use, released, BatchForm.extents(in.bytes(MOST_LIST_BYTES)));
                });
    }
}
