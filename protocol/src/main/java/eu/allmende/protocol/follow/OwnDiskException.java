package eu.allmende.protocol.follow;

import java.io.IOException;

/// This computer's own disk failed, not the commons: it is full, say. Asking other validators or
/// nodes does not help; trying again once the disk works is safe.
public final class OwnDiskException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message what could not be kept or read
    /// @param cause what the disk said
    public OwnDiskException(String message, Exception cause) {
        super(message, cause);
    }
}
