package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/// Works out a root while the leaves go by: one hash per level is kept, and nothing is allocated
/// per leaf. Gives what [Merkle#root] gives. For one thread.
public final class RootBuilder {
    private static final int LEVELS = 63;

    private final MessageDigest digest = Hash.newSha256();

    /// The subtrees that are complete and wait for a right sibling, by level; which of them count
    /// is told by the bits of `leaves`.
    private final byte[][] waiting = new byte[LEVELS][Hash.SIZE_BYTES];

    private final byte[] current = new byte[Hash.SIZE_BYTES];
    private long leaves;

    /// Adds the next leaf.
    ///
    /// @param leaf what remains of the buffer, which is read to its end
    public void add(ByteBuffer leaf) {
        digest.update(Merkle.LEAF);
        digest.update(leaf);
        finish();
        int level = 0;
        for (; isWaiting(level); level++) {
            join(waiting[level]);
        }
        System.arraycopy(current, 0, waiting[level], 0, Hash.SIZE_BYTES);
        leaves++;
    }

    /// How many leaves were added.
    public long leaves() {
        return leaves;
    }

    /// The root over the leaves so far; more may follow.
    public Hash root() {
        if (leaves == 0) {
            return Merkle.EMPTY;
        }
        int level = Long.numberOfTrailingZeros(leaves);
        System.arraycopy(waiting[level], 0, current, 0, Hash.SIZE_BYTES);
        for (level++; level < LEVELS; level++) {
            if (isWaiting(level)) {
                join(waiting[level]);
            }
        }
        return Hash.of(current);
    }

    private boolean isWaiting(int level) {
        return (leaves >> level & 1) == 1;
    }

    /// Makes `current` the hash of the node with this left child and itself as the right one.
    private void join(byte[] left) {
        digest.update(Merkle.NODE);
        digest.update(left);
        digest.update(current);
        finish();
    }

    private void finish() {
        try {
            digest.digest(current, 0, current.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit 32 bytes", e);
        }
    }
}
