package eu.allmende.engine.apply;

import eu.allmende.engine.folder.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// The names that are in use in a directory: what is invented there must differ from all of them on
/// every disk, not on this one only.
public final class TakenNames {
    private final Set<String> keys = new HashSet<>();

    private TakenNames() {}

    /// Reads the directory that a path lies in.
    ///
    /// @throws IOException if it cannot be read
    public static TakenNames beside(Path path) throws IOException {
        TakenNames names = new TakenNames();
        try (DirectoryStream<Path> there = Files.newDirectoryStream(path.resolveSibling("."))) {
            there.forEach(each -> names.keys.add(key(String.valueOf(each.getFileName()))));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /// Whether nothing has the name, nor one that some disk takes for it.
    public boolean isFree(String name) {
        return !keys.contains(key(name));
    }

    private static String key(String name) {
        return DiskNames.COARSEST.key(name);
    }
}
