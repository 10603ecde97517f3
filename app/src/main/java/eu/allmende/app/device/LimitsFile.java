package eu.allmende.app.device;

import eu.allmende.app.desk.Answer;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.transfer.Limits;
import eu.allmende.engine.transfer.Throttle;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The limits that a person set, in force and kept in the home: two lines, bytes per second up and
/// down, 0 for none.
final class LimitsFile {
    private final Path file;
    private final Limits limits;

    LimitsFile(Path file) {
        this.file = file;
        limits = Limits.none();
    }

    /// In force for whoever goes through them.
    Limits limits() {
        return limits;
    }

    /// Puts in force what was kept. What cannot be understood limits nothing.
    void load() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            limits.up().limit(Long.parseLong(lines.get(0)));
            limits.down().limit(Long.parseLong(lines.get(1)));
        } catch (NoSuchFileException e) {
            limits.up().limit(0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            System.getLogger(LimitsFile.class.getName())
                    .log(Level.WARNING, "the file with the limits cannot be understood", e);
        }
    }

    /// Sets those that are not null, for now and later.
    ///
    /// @throws RefusedException if one is too low
    synchronized Answer.Limits set(@Nullable Long up, @Nullable Long down) throws IOException {
        long newUp = up == null ? limits.up().bytesPerSecond() : up;
        long newDown = down == null ? limits.down().bytesPerSecond() : down;
        refuseTooLow(newUp);
        refuseTooLow(newDown);
        if (up != null || down != null) {
            keep(newUp + "\n" + newDown + "\n");
            limits.up().limit(newUp);
            limits.down().limit(newDown);
        }
        return now();
    }

    private static void refuseTooLow(long rate) throws RefusedException {
        if (rate != 0 && rate < Throttle.LEAST_BYTES_PER_SECOND) {
            throw new RefusedException("A limit under 10 KB/s would stop everything.");
        }
    }

    Answer.Limits now() {
        return new Answer.Limits(limits.up().bytesPerSecond(), limits.down().bytesPerSecond());
    }

    private void keep(String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(
                part,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
