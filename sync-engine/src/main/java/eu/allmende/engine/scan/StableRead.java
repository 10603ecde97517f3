package eu.allmende.engine.scan;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Reads a file and knows whether it stayed the same meanwhile: stat, read, stat.
public final class StableRead {
    /// A file modified less than this before it was read might be modified again without its times
    /// showing it, so it is read again next time.
    public static final Duration RACY = Duration.ofSeconds(2);

    /// What is done with the bytes.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Reader<T> {
        /// Reads the channel, which is at its start.
        ///
        /// @param stat what the system said of the file before
        T read(SeekableByteChannel channel, Stat stat) throws IOException;
    }

    /// What came of reading.
    ///
    /// @param <T> what comes of the bytes
    public sealed interface Outcome<T> {
        /// The file was the same before and after.
        ///
        /// @param settled false if it must be read again next time, because it is so young
        record Read<T>(T value, Stat stat, boolean settled) implements Outcome<T> {}

        /// It changed while it was read, or is no file any more: look again.
        record Moving<T>() implements Outcome<T> {}
    }

    private StableRead() {}

    /// Reads the file at the path; links are not followed.
    ///
    /// @param now the time at which reading begins
    /// @throws IOException if it cannot be read
    public static <T> Outcome<T> read(Path path, Instant now, Reader<T> reader) throws IOException {
        Stat before = Stat.of(path);
        if (before.kind() != Stat.Kind.FILE) {
            return new Outcome.Moving<>();
        }
        T value;
        try (SeekableByteChannel channel = open(path)) {
            value = reader.read(channel, before);
        }
        return outcome(path, before, now, value);
    }

    /// What came of reading, after the last byte was read and whatever came of it is known.
    ///
    /// @param before as the file was before it was opened
    /// @param now the time at which reading began
    public static <T> Outcome<T> outcome(Path path, Stat before, Instant now, T value)
            throws IOException {
        return Stat.of(path).isUnchangedSince(before)
                ? new Outcome.Read<>(value, before, isSettled(before, now))
                : new Outcome.Moving<>();
    }

    /// Opens a file for reading, unless it is a link.
    public static SeekableByteChannel open(Path path) throws IOException {
        return Files.newByteChannel(
                path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /// Whether a later change is sure to show in the file's times.
    public static boolean isSettled(Stat stat, Instant readAt) {
        Duration age = Duration.between(stat.modified(), readAt).abs();
        return age.compareTo(RACY) > 0;
    }
}
