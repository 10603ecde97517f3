package eu.allmende.protocol.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import eu.allmende.protocol.id.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Writes deterministic CBOR: an array closes itself once it holds as many items as were announced.
public final class CborWriter {
    private final CBORGenerator out;
    private final Deque<int[]> open = new ArrayDeque<>();

    private CborWriter(CBORGenerator out) {
        this.out = out;
    }

    /// The bytes of one value.
    ///
    /// @param content writes exactly one value, most often an array
    public static byte[] write(Consumer<CborWriter> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (CBORGenerator out = Cbor.FACTORY.createGenerator(bytes)) {
            CborWriter writer = new CborWriter(out);
            content.accept(writer);
            if (!writer.open.isEmpty()) {
                throw new IllegalStateException("an array holds fewer items than announced");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// Begins an array; the next `items` values are its content.
    public CborWriter array(int items) {
        put(() -> out.writeStartArray(null, items));
        open.push(new int[] {items});
        closeFull();
        return this;
    }

    /// An integer, in its shortest form.
    public CborWriter number(long value) {
        return item(() -> out.writeNumber(value));
    }

    /// A byte string.
    public CborWriter bytes(byte[] value) {
        return item(() -> out.writeBinary(value));
    }

    /// A byte string.
    public CborWriter bytes(Bytes value) {
        return bytes(value.bytes());
    }

    /// A hash, as a byte string of 32.
    public CborWriter hash(Hash value) {
        return bytes(value.bytes());
    }

    /// A text of at most 4,000 bytes.
    public CborWriter text(String value) {
        return item(() -> out.writeString(value));
    }

    private CborWriter item(Write write) {
        put(write);
        fill();
        return this;
    }

    private void fill() {
        int[] innermost = open.peek();
        if (innermost != null) {
            innermost[0]--;
            closeFull();
        }
    }

    private void closeFull() {
        int[] innermost = open.peek();
        if (innermost != null && innermost[0] == 0) {
            open.pop();
            put(out::writeEndArray);
            fill();
        }
    }

    private static void put(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
