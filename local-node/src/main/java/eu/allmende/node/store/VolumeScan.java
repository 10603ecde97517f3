package eu.allmende.node.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a volume holds from an offset on.
///
/// @param rows its whole records, in their order
/// @param end where the last whole record ends: what follows was never receipted
record VolumeScan(List<PieceIndex.Row> rows, long end) {
    private static final Logger LOG = System.getLogger(VolumeScan.class.getName());
    private static final int WINDOW_BYTES = 1024 * 1024;

    /// Reads heads only. Where one is damaged or was never written, the next whole one is searched
    /// for byte by byte, so that damage to one record costs no other.
    static VolumeScan from(Volume volume, long offset) throws IOException {
        List<PieceIndex.Row> rows = new ArrayList<>();
        long at = offset;
        long end = offset;
        while (at < volume.end()) {
            Optional<PieceIndex.Row> row = recordAt(volume, at);
            if (row.isPresent()) {
                rows.add(row.get());
                at += row.get().spot().length();
                end = at;
                continue;
            }
            OptionalLong next = nextRecord(volume, at + 1);
            if (next.isEmpty()) {
                break;
            }
            LOG.log(
                    Level.WARNING,
                    "a volume has {0} bytes that are no record",
                    next.getAsLong() - at);
            at = next.getAsLong();
        }
        return new VolumeScan(List.copyOf(rows), end);
    }

    private static Optional<PieceIndex.Row> recordAt(Volume volume, long at) throws IOException {
        if (at + RecordHead.SIZE_BYTES > volume.end()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(RecordHead.SIZE_BYTES);
        volume.read(at, bytes);
        return RecordHead.decode(bytes.flip())
                .filter(head -> at + head.recordLength() <= volume.end())
                .map(head -> row(volume.number(), at, head));
    }

    private static PieceIndex.Row row(int volume, long at, RecordHead head) {
        return new PieceIndex.Row(
                head.key(), new PieceIndex.Spot(volume, at, head.recordLength(), head.folder()));
    }

    private static OptionalLong nextRecord(Volume volume, long from) throws IOException {
        ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
        for (long at = from; at + RecordHead.SIZE_BYTES <= volume.end(); ) {
            int length = (int) Math.min(WINDOW_BYTES, volume.end() - at);
            volume.read(at, window.clear().limit(length));
            window.flip();
            int last = length - RecordHead.SIZE_BYTES;
            for (int i = 0; i <= last; i++) {
                if (RecordHead.startsAt(window, i) && recordAt(volume, at + i).isPresent()) {
                    return OptionalLong.of(at + i);
                }
            }
            at += last + 1L;
        }
        return OptionalLong.empty();
    }
}
