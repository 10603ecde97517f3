package eu.allmende.node.serve;

import eu.allmende.protocol.identity.PublicKey;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// One request.
///
/// @param method `GET`, `PUT`, `POST` or `DELETE`
/// @param path decoded, begins with `/`, without the query
/// @param query decoded, by name
/// @param caller the key that the caller proved to have
/// @param lengthBytes of the body as announced; -1 when it was not
/// @param body read once; its owner closes it
public record Call(
        String method,
        String path,
        Map<String, String> query,
        PublicKey caller,
        long lengthBytes,
        InputStream body) {
    public Call {
        query = Map.copyOf(query);
    }

    /// The value of a query parameter.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// The whole body.
    ///
    /// @param mostBytes a longer body is refused
    /// @throws TooLongException if the body is longer
    public byte[] bodyUpTo(int mostBytes) throws IOException {
        if (lengthBytes > mostBytes) {
            throw new TooLongException(mostBytes);
        }
        if (lengthBytes >= 0) {
            return announced();
        }
        byte[] bytes = body.readNBytes(mostBytes);
        if (bytes.length == mostBytes && body.read() >= 0) {
            throw new TooLongException(mostBytes);
        }
        return bytes;
    }

    /// Into one array of the right size: a body is as long as it was announced, which the protocol
    /// below sees to.
    private byte[] announced() throws IOException {
        byte[] bytes = new byte[(int) lengthBytes];
        readBody(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /// Fills what remains of the buffer with the body.
    ///
    /// @param into has an array, and room for just the announced length
    /// @throws EOFException if the body ends before
    public void readBody(ByteBuffer into) throws IOException {
        int from = into.arrayOffset() + into.position();
        if (body.readNBytes(into.array(), from, into.remaining()) < into.remaining()) {
            throw new EOFException("the body ended early");
        }
    }

    /// A body that is longer than the endpoint takes.
    public static final class TooLongException extends IOException {
        private TooLongException(int mostBytes) {
            super("the body is longer than " + mostBytes + " bytes");
        }
    }
}
