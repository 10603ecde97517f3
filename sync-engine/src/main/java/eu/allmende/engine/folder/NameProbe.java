package eu.allmende.engine.folder;

import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Finds out what a folder's disk makes of names, by making some files in the folder's house and
/// looking what came of them. What system this is tells little: a Linux computer may sync a folder
/// on a stick from a camera.
public final class NameProbe {
    private static final String DIRECTORY = "probe";
    private static final String SMALL = "allmende-letters";
    private static final String COMPOSED = "allmende-\u00e9";
    private static final String DECOMPOSED = "allmende-e\u0301";
    private static final String STRANGE = "allmende-a:b";
    private static final String DOTTED = "allmende-dot.";

    private final Path directory;

    private NameProbe(Path directory) {
        this.directory = directory;
    }

    /// What the disk under this folder makes of names.
    ///
    /// @throws IOException if nothing can be written there
    public static DiskNames of(FolderRoot root) throws IOException {
        Path directory = root.house().resolve(DIRECTORY);
        clear(directory);
        Files.createDirectory(directory);
        try {
            return new NameProbe(directory).probe();
        } finally {
            clear(directory);
        }
    }

    private DiskNames probe() throws IOException {
        Files.createFile(directory.resolve(SMALL));
        Sameness sameness = Sameness.BYTES;
        if (isThere(SMALL.toUpperCase(Locale.ROOT))) {
            sameness = Sameness.CASES;
        } else if (holds(COMPOSED) && isThere(DECOMPOSED)) {
            sameness = Sameness.FORMS;
        }
        Repertoire repertoire =
                holds(STRANGE) && holds(DOTTED) ? Repertoire.ALL : Repertoire.WINDOWS;
        return new DiskNames(sameness, repertoire, mostBytes());
    }

    /// Whether a file of that name can be made, and is then called so.
    private boolean holds(String name) throws IOException {
        try {
            Files.createFile(directory.resolve(name));
        } catch (InvalidPathException | IOException e) {
            return false;
        }
        return names().contains(name) || (isThere(name) && !name.equals(DOTTED));
    }

    private boolean isThere(String name) {
        try {
            return Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    /// The longest name, between what every disk holds and what an entry may have.
    private int mostBytes() throws IOException {
        int held = 100;
        int tooLong = Names.MAX_BYTES + 1;
        while (tooLong - held > 1) {
            int tried = tooLong == Names.MAX_BYTES + 1 ? Names.MAX_BYTES : (held + tooLong) / 2;
            if (holds("n".repeat(tried))) {
                held = tried;
            } else {
                tooLong = tried;
            }
        }
        return held;
    }

    private static void clear(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
