package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Content;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

/// Reads a file and says what it holds. Safe for several threads.
@FunctionalInterface
public interface ContentNamer {
    /// Cuts and names all bytes of the channel.
    Content.File name(SeekableByteChannel bytes, Instant modified, boolean executable)
            throws IOException;
}
