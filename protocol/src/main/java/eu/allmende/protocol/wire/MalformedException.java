package eu.allmende.protocol.wire;

import java.io.IOException;

/// Bytes from elsewhere that do not follow their format. Reading them again gives the same.
public final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong with the bytes, as a sentence without the bytes themselves
    public MalformedException(String message) {
        super(message);
    }

    /// @param message what is wrong with the bytes, as a sentence without the bytes themselves
    /// @param cause what the reader ran into
    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
