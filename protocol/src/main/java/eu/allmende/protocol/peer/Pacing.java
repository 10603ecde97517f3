package eu.allmende.protocol.peer;

import java.io.IOException;

/// Lets the bytes of an exchange go at a pace that somebody else sets.
@FunctionalInterface
public interface Pacing {
    /// Nothing waits.
    Pacing NONE = _ -> {};

    /// Waits until so many more bytes may go. Asked for a slice at a time, before it goes.
    ///
    /// @throws IOException if this thread was interrupted
    void await(int bytes) throws IOException;
}
