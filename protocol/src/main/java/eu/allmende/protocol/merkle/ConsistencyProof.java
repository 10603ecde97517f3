package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import java.util.List;

/// The proof that a tree starts with all the leaves of a smaller one.
///
/// @param from leaves of the smaller tree; at least 0
/// @param to leaves of the larger tree; at least `from`
/// @param path hashes as in RFC 9162 §2.1.4.1; empty when `from` is 0 or equals `to`
public record ConsistencyProof(long from, long to, List<Hash> path) {
    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("no way from " + from + " leaves to " + to);
        }
        if (path.size() > 2 * InclusionProof.MAX_PATH) {
            throw new IllegalArgumentException("a path of " + path.size() + " hashes");
        }
        path = List.copyOf(path);
    }

    /// Whether the tree with `newRoot` starts with the tree with `oldRoot`. RFC 9162 §2.1.4.2.
    public boolean proves(Hash oldRoot, Hash newRoot) {
        if (from == to) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        if (from == 0) {
            return path.isEmpty() && oldRoot.equals(Merkle.root(List.of()));
        }
        boolean startsAtOldRoot = Long.bitCount(from) == 1;
        if (!startsAtOldRoot && path.isEmpty()) {
            return false;
        }
        Hash first = startsAtOldRoot ? oldRoot : path.getFirst();
        List<Hash> rest = startsAtOldRoot ? path : path.subList(1, path.size());
        return climb(first, rest, oldRoot, newRoot);
    }

    private boolean climb(Hash first, List<Hash> rest, Hash oldRoot, Hash newRoot) {
        int up = Long.numberOfTrailingZeros(~(from - 1));
        long node = (from - 1) >> up;
        long last = (to - 1) >> up;
        Hash old = first;
        Hash now = first;
        for (Hash hash : rest) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = Merkle.nodeHash(hash, old);
                now = Merkle.nodeHash(hash, now);
                int steps = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= steps;
                last >>= steps;
            } else {
                now = Merkle.nodeHash(now, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(oldRoot) && now.equals(newRoot);
    }
}
