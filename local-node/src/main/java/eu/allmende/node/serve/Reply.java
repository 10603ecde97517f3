package eu.allmende.node.serve;

import eu.allmende.protocol.wire.CborWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a caller is told.
///
/// @param status as in HTTP
/// @param body laid end to end, each from its position to its limit
/// @param whenSent runs once the body has left, or could not: gives back what it was made of
public record Reply(int status, List<ByteBuffer> body, Runnable whenSent) {
    public Reply {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status is out of range: " + status);
        }
        body = List.copyOf(body);
    }

    /// An answer that holds nothing that must be given back.
    public Reply(int status, List<ByteBuffer> body) {
        this(status, body, () -> {});
    }

    /// Done; here is the answer.
    public static Reply ok(byte[] body) {
        return new Reply(200, List.of(ByteBuffer.wrap(body)));
    }

    /// Done; here is the answer, as text.
    public static Reply text(String body) {
        return ok(body.getBytes(StandardCharsets.UTF_8));
    }

    /// Not done, with a code and one sentence that says why: CBOR `[code, sentence]`.
    ///
    /// @param code of the refusal; 0 where only the status tells
    public static Reply refused(int status, int code, String sentence) {
        byte[] body = CborWriter.write(cbor -> cbor.array(2).number(code).text(sentence));
        return new Reply(status, List.of(ByteBuffer.wrap(body)));
    }

    /// There is nothing at this path.
    public static Reply notFound() {
        return refused(404, 0, "There is nothing here.");
    }

    /// How many bytes the body has.
    public long bodyBytes() {
        return body.stream().mapToLong(ByteBuffer::remaining).sum();
    }
}
