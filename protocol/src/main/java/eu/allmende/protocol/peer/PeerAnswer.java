package eu.allmende.protocol.peer;

import java.nio.ByteBuffer;

/// What a peer answered.
///
/// @param status as in HTTP: 200 to 299 is a success
/// @param body from its position to its limit
public record PeerAnswer(int status, ByteBuffer body) {
    public PeerAnswer {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status is out of range: " + status);
        }
    }

    /// Whether the peer did what was asked.
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
