package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.sha.Sha256Vectors;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.VectorShape;

/// As many messages side by side as an int vector has lanes; what does not fill the lanes, or is
/// not made of whole blocks, goes one after the other.
final class VectorHasher implements Hasher {
    private static final int LEAST_BITS = 256;
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCK_WORDS = 16;
    private static final int END_OF_MESSAGE = 0x80;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Hasher rest = new ScalarHasher();

    /// Whether this processor has vectors wide enough to be worth a try.
    static boolean works() {
        return VectorShape.preferredShape().vectorBitSize() >= LEAST_BITS;
    }

    @Override
    public void hash(byte[] source, Run run, byte[] target, int at) {
        int done = 0;
        if (run.length() > 0 && run.length() % BLOCK_BYTES == 0) {
            Sha256Vectors lanes = new Sha256Vectors();
            for (; run.count() - done >= Sha256Vectors.LANES; done += Sha256Vectors.LANES) {
                digest(lanes, source, run.after(done));
                write(lanes, target, Hasher.place(at, done));
            }
        }
        rest.hash(source, run.after(done), target, Hasher.place(at, done));
    }

    /// Hashes the first messages of the run. The prefix moves all of them by a byte: a block begins
    /// with the last byte of a stretch of 64, and the last block holds one byte and the padding.
    private static void digest(Sha256Vectors lanes, byte[] source, Run run) {
        lanes.begin();
        first(lanes.words, source, run);
        lanes.block();
        int last = run.from() + run.length() - 1;
        for (int from = run.from() + BLOCK_BYTES - 1; from < last; from += BLOCK_BYTES) {
            load(lanes.words, source, from, run.length());
            lanes.block();
        }
        last(lanes.words, source, run);
        lanes.block();
    }

    private static void first(int[] words, byte[] source, Run run) {
        for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
            int from = run.from() + lane * run.length();
            words[lane] = run.prefix() << 24 | (int) INTS.get(source, from) >>> 8;
            for (int i = 1; i < BLOCK_WORDS; i++) {
                words[i * Sha256Vectors.LANES + lane] =
                        (int) INTS.get(source, from - 1 + i * Integer.BYTES);
            }
        }
    }

    private static void load(int[] words, byte[] source, int first, int stride) {
        for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
            int from = first + lane * stride;
            for (int i = 0; i < BLOCK_WORDS; i++) {
                words[i * Sha256Vectors.LANES + lane] =
                        (int) INTS.get(source, from + i * Integer.BYTES);
            }
        }
    }

    private static void last(int[] words, byte[] source, Run run) {
        int end = (BLOCK_WORDS - 1) * Sha256Vectors.LANES;
        Arrays.fill(words, Sha256Vectors.LANES, end, 0);
        for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
            int last = source[run.from() + (lane + 1) * run.length() - 1];
            words[lane] = last << 24 | END_OF_MESSAGE << 16;
            words[end + lane] = (1 + run.length()) * Byte.SIZE;
        }
    }

    private static void write(Sha256Vectors lanes, byte[] target, int at) {
        for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
            for (int i = 0; i < Hash.SIZE_BYTES / Integer.BYTES; i++) {
                INTS.set(
                        target,
                        Hasher.place(at, lane) + i * Integer.BYTES,
                        lanes.state[i * Sha256Vectors.LANES + lane]);
            }
        }
    }
}
