package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.Hash;

/// The end of a subject's entries: how many there are, and the hash chain over their leaves.
///
/// @param count entries so far
/// @param chain 32 zero bytes before the first; then SHA-256 of the chain before and the leaf hash
public record Tip(long count, Hash chain) {
    /// Before the first entry.
    public static final Tip START = new Tip(0, Hash.of(new byte[Hash.SIZE_BYTES]));

    public Tip {
        Limits.notNegative("count", count);
    }

    /// The tip after one more entry.
    ///
    /// @param leafHash RFC 6962 hash of its leaf
    public Tip next(Hash leafHash) {
        return new Tip(count + 1, Hash.sha256(chain.bytes(), leafHash.bytes()));
    }
}
