package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Empties a folder's trash: what has lain there for 30 days, to the second, and where the trash
/// takes up more than a tenth of the disk, the oldest of it until it does not. Nothing else, and
/// nothing that the trash did not name itself.
public final class TrashEmptying {
    /// How long things stay while there is room.
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = System.getLogger(TrashEmptying.class.getName());
    private static final int SHARE = 10;
    private static final Pattern SLOT =
            Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})-([0-9]{1,9}) .*", Pattern.DOTALL);
    private static final Comparator<Thing> OLDEST_FIRST =
            Comparator.comparing(Thing::since).thenComparingInt(Thing::number);

    private final FolderRoot root;
    private final InstantSource clock;
    private final DiskSize disk;

    /// Says how large the disk is.
    @FunctionalInterface
    public interface DiskSize {
        /// Bytes in all, used or not, of the disk that a path lies on.
        long totalBytes(Path path) throws IOException;
    }

    /// The trash of one folder, on this computer's disk.
    public TrashEmptying(FolderRoot root, InstantSource clock) {
        this(root, clock, path -> Files.getFileStore(path).getTotalSpace());
    }

    TrashEmptying(FolderRoot root, InstantSource clock, DiskSize disk) {
        this.root = root;
        this.clock = clock;
        this.disk = disk;
    }

    /// Something in the trash.
    ///
    /// @param number orders what came in the same second
    private record Thing(Path path, Instant since, int number, long bytes) {}

    /// Empties it. What cannot be removed now is left for the next time.
    ///
    /// @throws IOException if the trash cannot be looked at
    public void run() throws IOException {
        Instant last = clock.instant().minus(KEPT);
        List<Thing> rest = new ArrayList<>();
        for (Thing thing : things()) {
            if (thing.since.plusSeconds(1).isAfter(last)) { // it came within that second
                rest.add(thing);
            } else {
                drop(thing);
            }
        }
        rest.sort(OLDEST_FIRST);
        long bytes = rest.stream().mapToLong(Thing::bytes).sum();
        long limit = disk.totalBytes(root.trash()) / SHARE;
        for (Thing thing : rest) {
            if (bytes <= limit) {
                break;
            }
            drop(thing);
            bytes -= thing.bytes;
        }
        dropEmptyDays();
    }

    private List<Thing> things() throws IOException {
        List<Thing> things = new ArrayList<>();
        try (DirectoryStream<Path> days = Files.newDirectoryStream(root.trash())) {
            for (Path day : days) {
                if (Files.isDirectory(day, LinkOption.NOFOLLOW_LINKS)) {
                    addThings(day, things);
                }
            }
        }
        return things;
    }

    private static void addThings(Path day, List<Thing> into) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                thing(day, file).ifPresent(into::add);
            }
        }
    }

    private static Optional<Thing> thing(Path day, Path file) throws IOException {
        Matcher slot = SLOT.matcher(file.getFileName().toString());
        if (!slot.matches() || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            LocalTime time =
                    LocalTime.of(
                            Integer.parseInt(slot.group(1)),
                            Integer.parseInt(slot.group(2)),
                            Integer.parseInt(slot.group(3)));
            Instant since =
                    LocalDate.parse(day.getFileName().toString())
                            .atTime(time)
                            .toInstant(ZoneOffset.UTC);
            long bytes = Files.isSymbolicLink(file) ? 0 : Files.size(file);
            return Optional.of(new Thing(file, since, Integer.parseInt(slot.group(4)), bytes));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void drop(Thing thing) {
        try {
            Files.deleteIfExists(thing.path);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "something stays in the trash", e);
        }
    }

    /// Today's stays: somebody may be about to put something there.
    private void dropEmptyDays() throws IOException {
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        try (DirectoryStream<Path> days = Files.newDirectoryStream(root.trash())) {
            for (Path day : days) {
                boolean old = day.getFileName().toString().compareTo(today) < 0;
                if (old && Files.isDirectory(day, LinkOption.NOFOLLOW_LINKS)) {
                    dropIfEmpty(day);
                }
            }
        }
    }

    private static void dropIfEmpty(Path day) {
        try {
            Files.delete(day);
        } catch (DirectoryNotEmptyException e) {
            LOG.log(Level.TRACE, "a day's trash is not empty", e);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a day's directory stays in the trash", e);
        }
    }
}
