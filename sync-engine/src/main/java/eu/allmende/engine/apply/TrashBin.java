package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.Names;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// Where sync puts what it removes or replaces: `trash/YYYY-MM-DD/HHMMSS-number name`.
public final class TrashBin {
    /// How long things stay.
    public static final Duration KEPT = Duration.ofDays(30);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

    private final FolderRoot root;
    private final InstantSource clock;
    private int number;

    /// The trash of one folder.
    public TrashBin(FolderRoot root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /// A free slot, relative to the trash; its day's directory is there.
    String slot(String name) throws IOException {
        Instant now = clock.instant();
        String day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
        Files.createDirectories(root.trash().resolve(day));
        while (true) {
            String head = TIME.format(now) + "-" + number++ + " ";
            String slot = day + "/" + head + shortened(name, Names.MAX_BYTES - head.length());
            if (!Files.exists(path(slot), LinkOption.NOFOLLOW_LINKS)) {
                return slot;
            }
        }
    }

    /// The path of a slot.
    Path path(String slot) {
        return root.trash().resolve(slot);
    }

    /// Empties what was kept long enough.
    public void purge() throws IOException {
        LocalDate last = LocalDate.ofInstant(clock.instant().minus(KEPT), ZoneOffset.UTC);
        try (DirectoryStream<Path> days = Files.newDirectoryStream(root.trash())) {
            for (Path day : days) {
                if (isBefore(day.getFileName().toString(), last)) {
                    deleteDay(day);
                }
            }
        }
    }

    private static void deleteDay(Path day) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(day)) {
            for (Path file : files) {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
        Files.delete(day);
    }

    private static boolean isBefore(String day, LocalDate last) {
        try {
            return LocalDate.parse(day).isBefore(last);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String shortened(String name, int maxBytes) {
        int end = name.length();
        while (Names.bytes(name.substring(0, end)) > maxBytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }
}
