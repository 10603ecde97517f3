package eu.allmende.node.store;

import eu.allmende.node.store.PieceIndex.Row;
import eu.allmende.node.store.PieceIndex.Spot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Gives the disk back what dropped pieces took: records that are still wanted are copied out of
/// volumes that are less than half full of them, to the end of the last volume, and the old volume
/// is deleted.
///
/// A copy is on the disk before the index tells of it, and the index tells of it before the old
/// volume goes: whatever a crash leaves, each piece is in one of the two places, and a copy that
/// the index does not know is found by the next scan. Who reads meanwhile, and does not find a
/// record where the index said, asks the index again.
final class Compaction {
    private static final long BATCH_BYTES = 32L * 1024 * 1024;
    private static final int WINDOW_BYTES = 256 * 1024;

    private final Volumes volumes;
    private final PieceIndex index;
    private final Counting counting;
    private final BooleanSupplier goesOn;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);

    /// @param goesOn asked between batches
    Compaction(Volumes volumes, PieceIndex index, Counting counting, BooleanSupplier goesOn) {
        this.volumes = volumes;
        this.index = index;
        this.counting = counting;
        this.goesOn = goesOn;
    }

    /// Rewrites the emptiest volumes first, as long as less is copied than allowed. Not while
    /// pieces are being dropped.
    ///
    /// @return how many bytes of the disk came free
    long run(long mostBytes) throws IOException {
        Map<Integer, Long> live = index.liveBytes();
        List<Volume> sparse =
                volumes.full().stream()
                        .filter(volume -> live(live, volume) < volume.end() / 2)
                        .sorted(Comparator.comparingLong(volume -> live(live, volume)))
                        .toList();
        long copied = 0;
        long freed = 0;
        for (Volume volume : sparse) {
            copied += live(live, volume);
            if (copied > mostBytes || !goesOn.getAsBoolean()) {
                break;
            }
            long gone = empty(volume);
            counting.freed(gone);
            freed += Math.max(0, gone - live(live, volume));
        }
        return freed;
    }

    private static long live(Map<Integer, Long> live, Volume volume) {
        return live.getOrDefault(volume.number(), 0L);
    }

    /// @return how many bytes the volume took; 0 if it is still there
    private long empty(Volume volume) throws IOException {
        List<Row> rows = index.inVolume(volume.number());
        for (int from = 0; from < rows.size(); ) {
            if (!goesOn.getAsBoolean()) {
                return 0;
            }
            int to = batchEnd(rows, from);
            move(volume, rows.subList(from, to));
            from = to;
        }
        return volumes.dropIfUnused(volume.number(), index);
    }

    private static int batchEnd(List<Row> rows, int from) {
        long bytes = 0;
        int to = from;
        while (to < rows.size() && bytes < BATCH_BYTES) {
            bytes += rows.get(to++).spot().length();
        }
        return to;
    }

    /// Copies, and only then tells the index. A damaged record stays where it is. Of each copied
    /// record one of the two serves for nothing, whatever happens.
    private void move(Volume from, List<Row> rows) throws IOException {
        List<PieceIndex.Move> moves = new ArrayList<>();
        List<Volumes.Place> places = new ArrayList<>();
        try {
            for (Row row : rows) {
                Optional<RecordHead> head = volumes.head(row);
                if (head.isPresent()) {
                    Volumes.Place place = volumes.claim(row.spot().length());
                    places.add(place);
                    counting.wasted(row.spot().length());
                    copy(from, row.spot(), head.get().encode(), place);
                    moves.add(new PieceIndex.Move(row, place.volume().number(), place.offset()));
                }
            }
            for (Volume volume : places.stream().map(Volumes.Place::volume).distinct().toList()) {
                volume.sync();
            }
            index.move(moves);
        } finally {
            places.forEach(Volumes.Place::close);
        }
    }

    /// The head comes last here too.
    private void copy(Volume from, Spot spot, ByteBuffer head, Volumes.Place to)
            throws IOException {
        int length = spot.length();
        for (int at = RecordHead.SIZE_BYTES; at < length; at += WINDOW_BYTES) {
            window.clear().limit(Math.min(WINDOW_BYTES, length - at));
            from.read(spot.offset() + at, window);
            to.volume().write(to.offset() + at, window.flip());
        }
        to.volume().write(to.offset(), head);
    }
}
