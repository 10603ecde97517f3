package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.Names;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Where sync puts what it removes or replaces: `trash/YYYY-MM-DD/HHMMSS-number name`.
public final class TrashBin {
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

    /// Takes a file or link; of a directory each file in it, and the directory goes: the trash
    /// holds none.
    void take(Path path, Renames renames) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
                for (Path each : inside) {
                    take(each, renames);
                }
            }
            Files.delete(path);
        } else {
            renames.moveNew(path, path(slot(path.getFileName().toString())));
        }
    }

    /// Drops what lies in a slot.
    public void drop(String slot) throws IOException {
        Files.deleteIfExists(path(slot));
    }

    private static String shortened(String name, int maxBytes) {
        int end = name.length();
        while (Names.bytes(name.substring(0, end)) > maxBytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }
}
