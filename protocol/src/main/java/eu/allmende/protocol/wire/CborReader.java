package eu.allmende.protocol.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads what [CborWriter] writes, and refuses everything else with a [MalformedException].
///
/// Every length is bounded by the caller, and nothing is read past the bytes given.
public final class CborReader {
    private final CBORParser in;

    private CborReader(CBORParser in) {
        this.in = in;
    }

    /// What to do with the reader of one value.
    ///
    /// @param <T> what is made of it
    public interface Reading<T> {
        /// Reads the value.
        ///
        /// @throws IOException if the bytes do not follow the format
        T read(CborReader in) throws IOException;
    }

    /// Reads one value that fills the bytes to the last.
    ///
    /// @throws MalformedException if the bytes hold anything else
    public static <T> T read(byte[] bytes, Reading<T> reading) throws MalformedException {
        try (CBORParser parser = Cbor.FACTORY.createParser(bytes)) {
            CborReader reader = new CborReader(parser);
            T value = reading.read(reader);
            reader.end();
            return value;
        } catch (MalformedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedException("these bytes are not what they should be", e);
        }
    }

    /// Reads one value that fills what remains in the buffer, whose position stays as it is.
    ///
    /// @throws MalformedException if the bytes hold anything else
    public static <T> T read(ByteBuffer bytes, Reading<T> reading) throws MalformedException {
        return read(Bytes.of(bytes).bytes(), reading);
    }

    /// Reads one value that has exactly one spelling: written again it must give the same bytes.
    ///
    /// @throws MalformedException if the bytes hold anything else, or spell it differently
    public static <T> T readExact(byte[] bytes, Reading<T> reading, Spelling<T> spelling)
            throws MalformedException {
        T value = read(bytes, reading);
        if (!Arrays.equals(bytes, spelling.write(value))) {
            throw new MalformedException("these bytes spell their value in a second way");
        }
        return value;
    }

    /// How a value is written.
    ///
    /// @param <T> the value
    public interface Spelling<T> {
        /// The one right spelling.
        byte[] write(T value);
    }

    /// Begins an array of exactly `items` items.
    public void array(int items) throws IOException {
        int found = arrayUpTo(items);
        if (found != items) {
            throw new MalformedException("an array has " + found + " items, not " + items);
        }
    }

    /// Begins an array and says how many items it has.
    ///
    /// @param most more items than this are refused
    public int arrayUpTo(int most) throws IOException {
        if (next() != JsonToken.START_ARRAY) {
            throw new MalformedException("no array where one belongs");
        }
        var context = in.getParsingContext();
        int items = context.hasExpectedLength() ? context.getExpectedLength() : -1;
        if (items < 0 || items > most) {
            throw new MalformedException("an array has an unfit number of items: " + items);
        }
        return items;
    }

    /// An integer from `least` to `most`.
    public long number(long least, long most) throws IOException {
        if (next() != JsonToken.VALUE_NUMBER_INT) {
            throw new MalformedException("no integer where one belongs");
        }
        long value = in.getLongValue();
        if (value < least || value > most) {
            throw new MalformedException("an integer is out of its range: " + value);
        }
        return value;
    }

    /// An integer from `least` to `most`.
    public int smallNumber(int least, int most) throws IOException {
        return (int) number(least, most);
    }

    /// A byte string of at most `most` bytes.
    public Bytes bytes(int most) throws IOException {
        if (next() != JsonToken.VALUE_EMBEDDED_OBJECT) {
            throw new MalformedException("no byte string where one belongs");
        }
        byte[] value = in.getBinaryValue();
        if (value.length > most) {
            throw new MalformedException("a byte string is too long: " + value.length);
        }
        return Bytes.of(value);
    }

    /// A byte string of exactly `size` bytes.
    public Bytes exactly(int size) throws IOException {
        Bytes value = bytes(size);
        if (value.size() != size) {
            throw new MalformedException("a byte string has " + value.size() + " bytes");
        }
        return value;
    }

    /// A hash: a byte string of 32.
    public Hash hash() throws IOException {
        return Hash.of(exactly(Hash.SIZE_BYTES).bytes());
    }

    /// A text of at most `mostBytes` bytes of UTF-8.
    public String text(int mostBytes) throws IOException {
        if (next() != JsonToken.VALUE_STRING) {
            throw new MalformedException("no text where one belongs");
        }
        String value = in.getText();
        if (value.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw new MalformedException("a text is too long");
        }
        return value;
    }

    private void end() throws IOException {
        if (next() != null) {
            throw new MalformedException("bytes follow after the end");
        }
    }

    private @Nullable JsonToken next() throws IOException {
        try {
            JsonToken token = in.nextToken();
            while (token == JsonToken.END_ARRAY) {
                token = in.nextToken();
            }
            return token;
        } catch (StreamReadException e) {
            throw new MalformedException("these bytes are not CBOR", e);
        }
    }
}
