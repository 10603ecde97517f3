package eu.allmende.engine.scan;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.folder.IgnoreRules.Shape;
import eu.allmende.engine.folder.IgnoreRules.Verdict;
import eu.allmende.engine.folder.Names;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at everything in a folder once. Reads no file's content, follows no link.
public final class DiskWalk {
    private static final Stat NOTHING_KNOWN =
            new Stat(Stat.Kind.OTHER, 0, 0, 0, Identity.UNKNOWN, 0);

    private final FolderRoot root;
    private final IgnoreRules rules;
    private final List<ScanTrouble> troubles = new ArrayList<>();
    private long device;

    private DiskWalk(FolderRoot root, IgnoreRules rules) {
        this.root = root;
        this.rules = rules;
    }

    /// Looks at the folder.
    ///
    /// @throws IOException if even the root cannot be read
    public static Sight look(FolderRoot root, IgnoreRules rules) throws IOException {
        return new DiskWalk(root, rules).look();
    }

    private Sight look() throws IOException {
        Stat stat = Stat.of(root.path());
        device = stat.identity().device();
        Seen seen = new Seen("", stat, "", list(root.path(), "").children, Seen.Depth.WHOLE);
        return new Sight(seen, troubles);
    }

    /// What lies in a directory, and whether rules hid some of it.
    private record Listing(List<Seen> children, boolean hidSome) {}

    private Listing list(Path directory, String prefix) throws IOException {
        List<Seen> children = new ArrayList<>();
        boolean hidSome = false;
        for (Path path : paths(directory)) {
            Optional<Seen> seen = see(path, prefix);
            seen.ifPresent(children::add);
            hidSome |= seen.filter(DiskWalk::isHidden).isPresent();
        }
        return new Listing(children, hidSome);
    }

    /// All at once, so that no directory stays open while those in it are looked at.
    private static List<Path> paths(Path directory) throws IOException {
        List<Path> list = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            paths.forEach(list::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return list;
    }

    private Optional<Seen> see(Path path, String prefix) {
        String name = path.getFileName().toString();
        String inside = prefix + name;
        if (prefix.isEmpty() && name.equals(FolderRoot.HOUSE)) {
            return Optional.empty();
        }
        if (name.indexOf('\uFFFD') >= 0 && !path.resolveSibling(name).equals(path)) {
            troubles.add(ScanTrouble.note(inside, "Its name is not valid UTF-8."));
            return Optional.of(blank(name, NOTHING_KNOWN));
        }
        Stat stat = NOTHING_KNOWN;
        try {
            stat = Stat.of(path);
            return Optional.of(judge(path, inside, stat));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            troubles.add(ScanTrouble.error(inside, reason(e)));
            return Optional.of(blank(name, stat));
        }
    }

    private Seen judge(Path path, String inside, Stat stat) throws IOException {
        String name = path.getFileName().toString();
        Shape shape = stat.kind() == Stat.Kind.DIRECTORY ? Shape.DIRECTORY : Shape.OTHER;
        if (!rules.isEmpty() && rules.judge(inside, shape) != Verdict.SYNC) {
            return new Seen(name, stat, "", List.of(), Seen.Depth.HIDDEN);
        }
        Optional<String> objection = objection(name, inside);
        if (objection.isPresent()) {
            troubles.add(ScanTrouble.note(inside, objection.get()));
            return blank(name, stat);
        }
        return switch (stat.kind()) {
            case FILE -> new Seen(name, stat, "", List.of(), Seen.Depth.WHOLE);
            case LINK -> link(path, inside, stat);
            case DIRECTORY -> directory(path, inside, stat);
            case OTHER -> {
                troubles.add(
                        ScanTrouble.note(inside, "Pipes, sockets and devices are not synced."));
                yield blank(name, stat);
            }
        };
    }

    /// Why no device may hold this, as a sentence.
    private static Optional<String> objection(String name, String inside) {
        if (Names.bytes(name) > Names.MAX_BYTES) {
            return Optional.of("Its name is too long for other systems.");
        }
        if (name.length() == inside.length() && Names.isHouse(name)) {
            return Optional.of("Its name is kept for the program's own files.");
        }
        long depth = inside.chars().filter(c -> c == '/').count() + 1;
        return depth > Names.MAX_DEPTH
                ? Optional.of("It lies deeper than " + Names.MAX_DEPTH + " directories.")
                : Optional.empty();
    }

    private Seen link(Path path, String inside, Stat stat) throws IOException {
        String name = path.getFileName().toString();
        Path read = Files.readSymbolicLink(path);
        String target = read.toString();
        if (target.indexOf('\uFFFD') >= 0 && !path.getFileSystem().getPath(target).equals(read)) {
            troubles.add(ScanTrouble.note(inside, "What it points to is not valid UTF-8."));
            return blank(name, stat);
        }
        if (Names.bytes(target) > Names.MAX_TARGET_BYTES) {
            troubles.add(ScanTrouble.note(inside, "What it points to is too long a path."));
            return blank(name, stat);
        }
        return new Seen(name, stat, target, List.of(), Seen.Depth.WHOLE);
    }

    private Seen directory(Path path, String inside, Stat stat) throws IOException {
        String name = path.getFileName().toString();
        if (stat.identity().device() != device) {
            troubles.add(ScanTrouble.note(inside, "Another file system is mounted here."));
            return blank(name, stat);
        }
        Listing listing = list(path, inside + "/");
        boolean onlyHidden =
                listing.hidSome && listing.children.stream().allMatch(DiskWalk::isHidden);
        return new Seen(
                name,
                stat,
                "",
                listing.children,
                onlyHidden ? Seen.Depth.HIDDEN_ONLY : Seen.Depth.WHOLE);
    }

    private static boolean isHidden(Seen seen) {
        return seen.depth() != Seen.Depth.WHOLE;
    }

    private static Seen blank(String name, Stat stat) {
        return new Seen(name, stat, "", List.of(), Seen.Depth.BLANK);
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "This user may not read it."
                : "It could not be read.";
    }
}
