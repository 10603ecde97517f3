package eu.allmende.engine.run;

import java.io.IOException;

/// The commons, not the disk, failed.
final class CommonsException extends IOException {
    CommonsException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /// Something that asks the commons.
    ///
    /// @param <T> the answer
    @FunctionalInterface
    interface Asking<T> {
        T ask() throws IOException;
    }

    /// Asks, and marks a failure as the commons' own.
    static <T> T asking(Asking<T> asking) throws CommonsException {
        try {
            return asking.ask();
        } catch (IOException e) {
            throw new CommonsException(e);
        }
    }
}
