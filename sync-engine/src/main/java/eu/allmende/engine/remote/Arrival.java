package eu.allmende.engine.remote;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/// Where fetched content goes. Called from several threads at once, for different files.
public interface Arrival {
    /// A file begins to arrive; its bytes are written in order. The caller closes the channel.
    WritableByteChannel begin(Wanted wanted) throws IOException;

    /// All bytes of the file were written and its channel is closed; every chunk was checked.
    void arrived(Wanted wanted) throws IOException;

    /// The file could not be had now.
    ///
    /// @param reason one sentence for a person
    void failed(Wanted wanted, String reason);
}
