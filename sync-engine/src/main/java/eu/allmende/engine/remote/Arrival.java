package eu.allmende.engine.remote;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/// Where fetched content goes. Called from several threads at once, for different files.
public interface Arrival {
    /// A file begins to arrive; its bytes are written in order. The caller closes the channel.
    WritableByteChannel begin(Wanted wanted) throws IOException;

    /// What of a file arrived once and was never put in place, from its beginning; empty if nothing
    /// is left of it. Whoever goes on after it checks it first.
    default Optional<ReadableByteChannel> left(Wanted wanted) throws IOException {
        return Optional.empty();
    }

    /// A file goes on to arrive after so many of the bytes that [#left] gave.
    default WritableByteChannel goOn(Wanted wanted, long from) throws IOException {
        throw new IllegalStateException("nothing is left to go on after");
    }

    /// All bytes of the file were written and its channel is closed; every chunk was checked.
    void arrived(Wanted wanted) throws IOException;

    /// The file could not be had now.
    ///
    /// @param reason one sentence for a person
    void failed(Wanted wanted, String reason);
}
