package eu.allmende.engine.remote;

import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/// Where the bytes of local files are read.
@FunctionalInterface
public interface ContentSource {
    /// The file's bytes, from the start.
    ///
    /// @throws IOException if it cannot be read now
    SeekableByteChannel open(EntryId entry) throws IOException;
}
