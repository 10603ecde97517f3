package eu.allmende.protocol.ledger;

import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;

/// Where a folder's log had come to when a snapshot of it was taken. Who begins with the snapshot
/// reads on from here; validators take no commit whose mark is not a place in the folder's log.
///
/// Bytes: CBOR `[1, sequence, count, chain]`.
///
/// @param sequence the newest commit that the snapshot holds
/// @param tip the tip of the folder's entries after that commit, or later, before the next
public record SnapshotMark(long sequence, Tip tip) {
    /// The longest form.
    static final int MOST_BYTES = 64;

    private static final int VERSION = 1;

    public SnapshotMark {
        Limits.notNegative("sequence", sequence);
    }

    Bytes encode() {
        return Bytes.of(write(this));
    }

    static SnapshotMark decode(Bytes form) throws MalformedException {
        return CborReader.readExact(
                form.bytes(),
                in -> {
                    in.array(4);
                    in.number(VERSION, VERSION);
                    return new SnapshotMark(
                            in.number(0, Long.MAX_VALUE),
                            new Tip(in.number(0, Long.MAX_VALUE), in.hash()));
                },
                SnapshotMark::write);
    }

    private static byte[] write(SnapshotMark mark) {
        return CborWriter.write(out ->
                out.array(4)
                        .number(VERSION)
                        .number(mark.sequence)
                        .number(mark.tip.count())
                        .hash(mark.tip.chain()));
    }
}
