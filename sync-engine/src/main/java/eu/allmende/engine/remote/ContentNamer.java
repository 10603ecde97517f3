package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Says what a file holds. Safe for several threads.
@FunctionalInterface
public interface ContentNamer {
    /// Files with more are not kept in memory to be named with others. A smaller one is one chunk.
    int SMALL_BYTES = 64 * 1024;

    /// So many small files are worth being named at once.
    int HANDFUL = 32;

    /// What the disk says of a file.
    ///
    /// @param sizeBytes what to expect; what is read counts
    record Facts(long sizeBytes, Instant modified, boolean executable) {}

    /// A file of which all bytes were read.
    ///
    /// @param bytes backed by an array
    record Whole(ByteBuffer bytes, Facts facts) {}

    /// Cuts and names all bytes of the channel.
    Content.File name(ReadableByteChannel bytes, Facts facts) throws IOException;

    /// The same for each of several small files, in this order; may be faster than one by one.
    default List<Content.File> nameAll(List<Whole> files) throws IOException {
        List<Content.File> named = new ArrayList<>(files.size());
        for (Whole file : files) {
            named.add(name(Channels.newChannel(stream(file.bytes)), file.facts));
        }
        return named;
    }

    private static ByteArrayInputStream stream(ByteBuffer bytes) {
        return new ByteArrayInputStream(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
