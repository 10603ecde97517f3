package eu.allmende.protocol.peer;

import eu.allmende.protocol.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/// What is asked of a peer.
///
/// @param method `GET`, `PUT`, `POST` or `DELETE`
/// @param path begins with `/`, with the query if there is one
/// @param body laid end to end; empty for none; read from each buffer's position, which stays
/// @param timeout for the whole exchange; past it, what came of the request is unknown
/// @param pacing how fast the body goes, and that of the answer comes
public record PeerRequest(
        String method, String path, List<ByteBuffer> body, Duration timeout, Pacing pacing) {
    public PeerRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path does not begin with a slash");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is not positive: " + timeout);
        }
        body = List.copyOf(body);
    }

    /// A request that goes as fast as it can.
    public PeerRequest(String method, String path, List<ByteBuffer> body, Duration timeout) {
        this(method, path, body, timeout, Pacing.NONE);
    }

    /// The same at another pace.
    public PeerRequest paced(Pacing another) {
        return new PeerRequest(method, path, body, timeout, another);
    }

    /// A request for what lies at the path.
    public static PeerRequest get(String path, Duration timeout) {
        return new PeerRequest("GET", path, List.of(), timeout);
    }

    /// A request that hands over a body.
    public static PeerRequest post(String path, byte[] body, Duration timeout) {
        return new PeerRequest("POST", path, List.of(Bytes.of(body).buffer()), timeout);
    }

    /// A request to keep the body at the path.
    public static PeerRequest put(String path, List<ByteBuffer> body, Duration timeout) {
        return new PeerRequest("PUT", path, body, timeout);
    }

    /// How many bytes the body has.
    public long bodyBytes() {
        long sum = 0;
        for (ByteBuffer part : body) {
            sum += part.remaining();
        }
        return sum;
    }
}
