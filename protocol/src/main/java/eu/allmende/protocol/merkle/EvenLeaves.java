package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.sha.Macs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/// Trees over leaves of one length that lie end to end, the last one shorter if it must be: what
/// [Merkle] gives for them, and faster.
public final class EvenLeaves {
    private static final int PAIR_BYTES = 2 * Hash.SIZE_BYTES;
    private static final Hasher SCALAR = new ScalarHasher();

    /// Which one it is changes no byte.
    private static volatile Hasher fastest = SCALAR;

    private EvenLeaves() {}

    /// Has leaves hashed side by side from now on if that is faster here, and what [Macs] takes;
    /// takes some half second of a processor, at most ten. For a thread in the background.
    ///
    /// @param nanos a clock, as [System#nanoTime]
    public static void warmUp(LongSupplier nanos) {
        // Java started without its vector module has no such classes
        boolean hasVectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (hasVectors && VectorHasher.works()) {
            Hasher lanes = new VectorHasher();
            if (new FasterHasher(nanos).isFaster(lanes, SCALAR)) {
                fastest = lanes;
                Macs.goSideBySide();
            }
        }
    }

    /// The root over what remains in the buffer, whose position stays.
    ///
    /// @param leafBytes of all leaves but the last; at least 1
    public static Hash root(ByteBuffer bytes, int leafBytes) {
        return root(bytes, leafBytes, fastest);
    }

    /// The same without vectors: to compare with.
    public static Hash scalarRoot(ByteBuffer bytes, int leafBytes) {
        return root(bytes, leafBytes, SCALAR);
    }

    static Hash root(ByteBuffer bytes, int leafBytes, Hasher hasher) {
        byte[] hashes = leafHashes(bytes, leafBytes, hasher);
        int count = hashes.length / Hash.SIZE_BYTES;
        if (count == 0) {
            return Merkle.EMPTY;
        }
        while (count > 1) {
            count = nextLevel(hashes, count, hasher);
        }
        return Hash.of(Arrays.copyOf(hashes, Hash.SIZE_BYTES));
    }

    /// The hashes of all leaves in the buffer, whose position stays.
    ///
    /// @param leafBytes as for [#root]
    public static List<Hash> leafHashes(ByteBuffer bytes, int leafBytes) {
        byte[] hashes = leafHashes(bytes, leafBytes, fastest);
        List<Hash> list = new ArrayList<>();
        for (int i = 0; i < hashes.length; i += Hash.SIZE_BYTES) {
            list.add(Hash.of(Arrays.copyOfRange(hashes, i, i + Hash.SIZE_BYTES)));
        }
        return list;
    }

    /// Puts the hashes of pairs in the place of the pairs; the last of an odd number goes up as it
    /// is, which makes the trees of RFC 6962.
    private static int nextLevel(byte[] hashes, int count, Hasher hasher) {
        int pairs = count / 2;
        hasher.hash(hashes, new Hasher.Run(Merkle.NODE, 0, PAIR_BYTES, pairs), hashes, 0);
        if (count % 2 == 0) {
            return pairs;
        }
        int last = Hasher.place(0, count - 1);
        System.arraycopy(hashes, last, hashes, Hasher.place(0, pairs), Hash.SIZE_BYTES);
        return pairs + 1;
    }

    private static byte[] leafHashes(ByteBuffer bytes, int leafBytes, Hasher hasher) {
        if (leafBytes < 1) {
            throw new IllegalArgumentException("no leaf has " + leafBytes + " bytes");
        }
        ByteBuffer inArray = bytes.hasArray() ? bytes : copy(bytes);
        byte[] source = inArray.array();
        int from = inArray.arrayOffset() + inArray.position();
        int whole = bytes.remaining() / leafBytes;
        int rest = bytes.remaining() % leafBytes;
        byte[] hashes = new byte[Hasher.place(0, whole + Math.min(rest, 1))];
        Hasher.Run run = new Hasher.Run(Merkle.LEAF, from, leafBytes, whole);
        hasher.hash(source, run, hashes, 0);
        if (rest > 0) {
            int at = run.after(whole).from();
            hasher.hash(
                    source,
                    new Hasher.Run(Merkle.LEAF, at, rest, 1),
                    hashes,
                    Hasher.place(0, whole));
        }
        return hashes;
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
