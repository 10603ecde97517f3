package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;

/// An accepted entry at its place in the log.
///
/// Bytes, as the log hashes them: CBOR `[1, ledger time, signed entry]`. Index and count are not in
/// them: the inclusion proof binds the first, the subject's chain the second.
///
/// @param index place in the log, from 0
/// @param timeMillis ledger time
/// @param signed the entry
/// @param countInSubject how many entries the subject it was read under has up to this one; 1 or
///   more
public record LedgerLeaf(long index, long timeMillis, SignedEntry signed, long countInSubject) {
    private static final int VERSION = 1;
    private static final byte LEAF_PREFIX = 0;

    /// The largest leaf, in bytes.
    public static final int MOST_BYTES = SignedEntry.MOST_BYTES + 32;

    public LedgerLeaf {
        Limits.notNegative("index", index);
        Limits.notNegative("timeMillis", timeMillis);
        if (countInSubject < 1) {
            throw new IllegalArgumentException("count is under 1: " + countInSubject);
        }
    }

    /// What the entry says.
    public Entry entry() {
        return signed.entry();
    }

    /// The bytes that the log hashes.
    public Bytes encode() {
        return encode(timeMillis, signed);
    }

    /// The bytes that the log hashes for an entry stamped with this ledger time.
    public static Bytes encode(long timeMillis, SignedEntry signed) {
        return Bytes.of(write(new Content(timeMillis, signed)));
    }

    /// RFC 6962 hash of leaf bytes.
    public static Hash hash(Bytes leaf) {
        return Hash.sha256(new byte[] {LEAF_PREFIX}, leaf.bytes());
    }

    /// The leaf whose bytes were found at a place in the log.
    ///
    /// @throws MalformedException if the bytes are no leaf, or spell one in a second way
    public static LedgerLeaf decode(long index, Bytes leaf, long countInSubject)
            throws MalformedException {
        if (leaf.size() > MOST_BYTES) {
            throw new MalformedException("a leaf is too long: " + leaf.size());
        }
        Content content = CborReader.readExact(leaf.bytes(), LedgerLeaf::read, LedgerLeaf::write);
        return new LedgerLeaf(index, content.timeMillis, content.signed, countInSubject);
    }

    private static byte[] write(Content content) {
        return CborWriter.write(out ->
                out.array(3)
                        .number(VERSION)
                        .number(content.timeMillis)
                        .bytes(content.signed.encode()));
    }

    private static Content read(CborReader in) throws IOException {
        in.array(3);
        in.number(VERSION, VERSION);
        long timeMillis = in.number(0, Long.MAX_VALUE);
        return new Content(timeMillis, SignedEntry.decode(in.bytes(SignedEntry.MOST_BYTES)));
    }

    private record Content(long timeMillis, SignedEntry signed) {}
}
