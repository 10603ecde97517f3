package eu.allmende.engine.run;

import eu.allmende.protocol.follow.OwnDiskException;
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

    /// Asks, and marks a failure as the commons' own, if it is not this computer's disk that
    /// failed.
    static <T> T asking(Asking<T> asking) throws IOException {
        try {
            return asking.ask();
        } catch (OwnDiskException e) {
            throw e;
        } catch (IOException e) {
            throw new CommonsException(e);
        }
    }
}
