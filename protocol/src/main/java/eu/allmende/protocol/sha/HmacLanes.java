package eu.allmende.protocol.sha;

import eu.allmende.protocol.id.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// HMAC-SHA-256 of messages of any lengths, side by side: whenever a lane has done one, it takes
/// the next; the long ones go first, so that the lanes end at about the same time. RFC 2104.
///
/// For one batch, and one thread.
final class HmacLanes {
    /// What SHA-256 takes at once.
    static final int BLOCK_BYTES = 64;

    private static final int LANES = Sha256Vectors.LANES;
    private static final int BLOCK_WORDS = BLOCK_BYTES / Integer.BYTES;
    private static final int STATE_WORDS = Hash.SIZE_BYTES / Integer.BYTES;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Sha256Vectors vectors = new Sha256Vectors();
    private final int[] inner;
    private final int[] outer;
    private final HmacLane[] lanes = new HmacLane[LANES];

    HmacLanes(byte[] key) {
        inner = after(key, INNER);
        outer = after(key, OUTER);
        Arrays.setAll(lanes, _ -> new HmacLane());
    }

    /// The MACs, in the order of the messages, whose positions stay.
    ///
    /// @param messages each backed by an array
    List<Hash> of(List<ByteBuffer> messages) {
        int[] order =
                IntStream.range(0, messages.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> -messages.get(i).remaining()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        Hash[] macs = new Hash[order.length];
        int next = 0;
        int done = 0;
        while (done < order.length) {
            for (int i = 0; i < LANES; i++) {
                HmacLane lane = lanes[i];
                if (lane.isFree() && next < order.length) {
                    lane.begin(order[next], messages.get(order[next]));
                    next++;
                    set(i, inner);
                }
            }
            go(fewestBlocks());
            for (int i = 0; i < LANES; i++) {
                switch (lanes[i].step()) {
                    case GOES_ON -> {}
                    case HASHED -> {
                        lanes[i].beginOuter(hash(i));
                        set(i, outer);
                    }
                    case DONE -> {
                        macs[lanes[i].number()] = Hash.of(hash(i));
                        done++;
                    }
                }
            }
        }
        return List.of(macs);
    }

    /// How many blocks all lanes that are not free can take before one of them has to be seen to.
    private int fewestBlocks() {
        int fewest = Integer.MAX_VALUE;
        for (HmacLane lane : lanes) {
            if (!lane.isFree()) {
                fewest = Math.min(fewest, lane.blocks());
            }
        }
        return fewest;
    }

    private void go(int blocks) {
        byte[][] sources = new byte[LANES][];
        int[] at = new int[LANES];
        int[] by = new int[LANES];
        for (int i = 0; i < LANES; i++) {
            sources[i] = lanes[i].source();
            at[i] = lanes[i].at();
            by[i] = lanes[i].isFree() ? 0 : BLOCK_BYTES;
            lanes[i].take(blocks);
        }
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < LANES; i++) {
                load(vectors.words, i, sources[i], at[i]);
                at[i] += by[i];
            }
            vectors.block();
        }
    }

    private static void load(int[] words, int lane, byte[] source, int at) {
        for (int i = 0; i < BLOCK_WORDS; i++) {
            words[i * LANES + lane] = (int) INTS.get(source, at + i * Integer.BYTES);
        }
    }

    private void set(int lane, int[] state) {
        for (int i = 0; i < STATE_WORDS; i++) {
            vectors.state[i * LANES + lane] = state[i];
        }
    }

    private byte[] hash(int lane) {
        byte[] hash = new byte[Hash.SIZE_BYTES];
        for (int i = 0; i < STATE_WORDS; i++) {
            INTS.set(hash, i * Integer.BYTES, vectors.state[i * LANES + lane]);
        }
        return hash;
    }

    /// The state after the block that holds only the key.
    private int[] after(byte[] key, byte pad) {
        byte[] block = new byte[BLOCK_BYTES];
        Arrays.fill(block, pad);
        for (int i = 0; i < key.length; i++) {
            block[i] ^= key[i];
        }
        vectors.begin();
        for (int lane = 0; lane < LANES; lane++) {
            load(vectors.words, lane, block, 0);
        }
        vectors.block();
        Arrays.fill(block, (byte) 0);
        return IntStream.range(0, STATE_WORDS).map(i -> vectors.state[i * LANES]).toArray();
    }
}
