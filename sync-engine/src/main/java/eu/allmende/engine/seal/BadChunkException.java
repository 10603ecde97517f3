package eu.allmende.engine.seal;

/// Sealed bytes that are not what they should be. Fetch them elsewhere, or have them sent anew.
public final class BadChunkException extends Exception {
    public BadChunkException(String message) {
        super(message);
    }

    BadChunkException(String message, Throwable cause) {
        super(message, cause);
    }
}
