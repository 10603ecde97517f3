package eu.allmende.protocol.sha;

import eu.allmende.protocol.id.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Where one lane is: in a message's whole blocks, in what is left of it with its padding, or in
/// the outer hash. FIPS 180-4 §5.1.1.
final class HmacLane {
    private static final int BLOCK_BYTES = HmacLanes.BLOCK_BYTES;
    private static final byte END_OF_MESSAGE = (byte) 0x80;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// What a lane needs after it took its blocks.
    enum Step {
        GOES_ON,
        /// The inner hash is complete.
        HASHED,
        /// The MAC is complete, and the lane free.
        DONE
    }

    private enum Stage {
        FREE,
        MESSAGE,
        REST,
        OUTER
    }

    private final byte[] rest = new byte[2 * BLOCK_BYTES];
    private Stage stage = Stage.FREE;
    private int number;
    private byte[] message = rest;
    private int end;
    private int length;
    private byte[] source = rest;
    private int at;
    private int blocks;

    boolean isFree() {
        return stage == Stage.FREE;
    }

    int number() {
        return number;
    }

    /// Where the next block is read; a free lane reads what it likes.
    byte[] source() {
        return source;
    }

    int at() {
        return at;
    }

    /// How many blocks lie there, one behind the other.
    int blocks() {
        return blocks;
    }

    void begin(int messageNumber, ByteBuffer bytes) {
        number = messageNumber;
        message = bytes.array();
        int from = bytes.arrayOffset() + bytes.position();
        length = bytes.remaining();
        end = from + length;
        if (length < BLOCK_BYTES) {
            beginRest();
        } else {
            read(Stage.MESSAGE, message, from, length / BLOCK_BYTES);
        }
    }

    void beginOuter(byte[] innerHash) {
        Arrays.fill(rest, (byte) 0);
        System.arraycopy(innerHash, 0, rest, 0, innerHash.length);
        pad(Hash.SIZE_BYTES, BLOCK_BYTES, Hash.SIZE_BYTES);
        read(Stage.OUTER, rest, 0, 1);
    }

    /// So many blocks were taken.
    void take(int count) {
        if (stage != Stage.FREE) {
            at += count * BLOCK_BYTES;
            blocks -= count;
        }
    }

    /// Goes on to the next stage if the blocks of this one are taken.
    Step step() {
        if (stage == Stage.FREE || blocks > 0) {
            return Step.GOES_ON;
        }
        return switch (stage) {
            case MESSAGE -> {
                beginRest();
                yield Step.GOES_ON;
            }
            case REST -> Step.HASHED;
            case OUTER -> {
                message = rest;
                read(Stage.FREE, rest, 0, 0);
                yield Step.DONE;
            }
            case FREE -> Step.GOES_ON;
        };
    }

    private void beginRest() {
        int left = length % BLOCK_BYTES;
        Arrays.fill(rest, (byte) 0);
        System.arraycopy(message, end - left, rest, 0, left);
        int padded = left < BLOCK_BYTES - Long.BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
        pad(left, padded, length);
        read(Stage.REST, rest, 0, padded / BLOCK_BYTES);
    }

    /// Ends a hash of the key's block and so many bytes more.
    private void pad(int from, int to, int bytes) {
        rest[from] = END_OF_MESSAGE;
        LONGS.set(rest, to - Long.BYTES, (long) (BLOCK_BYTES + bytes) * Byte.SIZE);
    }

    private void read(Stage next, byte[] from, int position, int count) {
        stage = next;
        source = from;
        at = position;
        blocks = count;
    }
}
