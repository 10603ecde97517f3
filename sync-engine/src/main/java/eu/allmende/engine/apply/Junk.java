package eu.allmende.engine.apply;

import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.folder.IgnoreRules.Shape;
import eu.allmende.engine.folder.IgnoreRules.Verdict;
import eu.allmende.engine.scan.RulesFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may vanish together with its directory: it goes into the trash. Where anything else is left
/// in the directory, nothing of it vanishes.
final class Junk {
    private final Disk disk;
    private final TrashBin trash;
    private @Nullable IgnoreRules rules;

    Junk(Disk disk, TrashBin trash) {
        this.disk = disk;
        this.trash = trash;
    }

    /// Empties a directory that shall go, if nothing but junk is left in it.
    ///
    /// @param inside its path in the folder, with `/`
    /// @return whether it was emptied
    boolean emptied(Path directory, String inside) throws IOException {
        IgnoreRules known = rules();
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            paths.forEach(left::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (!left.stream().allMatch(path -> isJunk(path, inside, known))) {
            return false;
        }
        for (Path path : left) {
            trash.take(path, disk.renames());
        }
        return true;
    }

    private static boolean isJunk(Path path, String inside, IgnoreRules rules) {
        Shape shape =
                Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? Shape.DIRECTORY : Shape.OTHER;
        return rules.judgeWithAbove(inside + "/" + path.getFileName(), shape) == Verdict.JUNK;
    }

    private IgnoreRules rules() throws IOException {
        IgnoreRules known = rules;
        if (known == null) {
            known = RulesFile.read(disk.root()).rules();
            rules = known;
        }
        return known;
    }
}
