package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Roots and proofs of RFC 6962 trees.
public final class Merkle {
    static final byte LEAF = 0;
    static final byte NODE = 1;
    static final Hash EMPTY = Hash.sha256(new byte[0]);

    private Merkle() {}

    /// The hash of a leaf: SHA-256 of 0x00 and its bytes.
    public static Hash leafHash(byte[] leaf) {
        return leafHash(ByteBuffer.wrap(leaf));
    }

    /// The hash of what remains in the buffer, taken as a leaf. The buffer's position stays.
    public static Hash leafHash(ByteBuffer leaf) {
        MessageDigest digest = Hash.newSha256();
        digest.update(LEAF);
        digest.update(leaf.duplicate());
        return Hash.of(digest.digest());
    }

    /// The hash of a node: SHA-256 of 0x01 and both children.
    public static Hash nodeHash(Hash left, Hash right) {
        MessageDigest digest = Hash.newSha256();
        digest.update(NODE);
        left.update(digest);
        right.update(digest);
        return Hash.of(digest.digest());
    }

    /// The root over these leaf hashes.
    public static Hash root(List<Hash> leafHashes) {
        return root(over(leafHashes), leafHashes.size());
    }

    /// The root over the first `size` leaves.
    public static Hash root(HashAt hashes, long size) {
        checkSize(size);
        return size == 0 ? EMPTY : range(hashes, 0, size);
    }

    /// The proof that leaf `index` stands under the root over these leaf hashes.
    public static InclusionProof inclusion(List<Hash> leafHashes, long index) {
        return inclusion(over(leafHashes), index, leafHashes.size());
    }

    /// The proof that leaf `index` stands under the root over the first `size` leaves.
    ///
    /// @param index at least 0, below `size`
    public static InclusionProof inclusion(HashAt hashes, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " among " + size);
        }
        List<Hash> path = new ArrayList<>();
        addPath(hashes, index, new long[] {0, size}, path);
        return new InclusionProof(index, size, path);
    }

    /// The proof that the tree over `to` leaves starts with the tree over `from` leaves.
    ///
    /// @param from at least 0, at most `to`
    public static ConsistencyProof consistency(HashAt hashes, long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("no way from " + from + " leaves to " + to);
        }
        List<Hash> path = new ArrayList<>();
        if (from > 0 && from < to) {
            addConsistency(hashes, from, new long[] {0, to}, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    /// The hash over leaves `[start, end)`; `start` is a multiple of the largest power of two below
    /// the range's size, as all ranges of RFC 6962 are.
    private static Hash range(HashAt hashes, long start, long end) {
        long size = end - start;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return hashes.at(level, start >> level);
        }
        long split = start + Long.highestOneBit(size - 1);
        return nodeHash(range(hashes, start, split), range(hashes, split, end));
    }

    private static void addPath(HashAt hashes, long index, long[] range, List<Hash> path) {
        long start = range[0];
        long end = range[1];
        if (end - start == 1) {
            return;
        }
        long split = start + Long.highestOneBit(end - start - 1);
        if (index < split) {
            addPath(hashes, index, new long[] {start, split}, path);
            path.add(range(hashes, split, end));
        } else {
            addPath(hashes, index, new long[] {split, end}, path);
            path.add(range(hashes, start, split));
        }
    }

    /// SUBPROOF of RFC 6962 §2.1.2. A subtree that is whole in the old tree and starts at 0 is
    /// known to the verifier and is left out.
    private static void addConsistency(HashAt hashes, long from, long[] range, List<Hash> path) {
        long start = range[0];
        long end = range[1];
        if (from == end) {
            if (start > 0) {
                path.add(range(hashes, start, end));
            }
            return;
        }
        long split = start + Long.highestOneBit(end - start - 1);
        if (from <= split) {
            addConsistency(hashes, from, new long[] {start, split}, path);
            path.add(range(hashes, split, end));
        } else {
            addConsistency(hashes, from, new long[] {split, end}, path);
            path.add(range(hashes, start, split));
        }
    }

    private static HashAt over(List<Hash> leafHashes) {
        return new HashAt() {
            @Override
            public Hash at(int level, long index) {
                return level == 0
                        ? leafHashes.get(Math.toIntExact(index))
                        : nodeHash(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
            }
        };
    }

    private static void checkSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
    }
}
