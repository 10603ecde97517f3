package eu.allmende.engine.scan;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.folder.IgnoreRules.Shape;
import eu.allmende.engine.folder.IgnoreRules.Verdict;
import eu.allmende.engine.folder.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    /// The rules that lie in the folder; none if there is no such file.
    ///
    /// @throws IOException if there is one that cannot be read: then nothing may be concluded
    public static IgnoreRules readRules(FolderRoot root) throws IOException {
        try {
            byte[] text = Files.readAllBytes(root.path().resolve(FolderRoot.RULES));
            return IgnoreRules.parse(new String(text, StandardCharsets.UTF_8).lines().toList());
        } catch (NoSuchFileException e) {
            return IgnoreRules.NONE;
        }
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
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                Optional<Seen> seen = see(path, prefix);
                seen.ifPresent(children::add);
                hidSome |= seen.isPresent() && seen.get().isBlank();
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new Listing(children, hidSome);
    }

    private Optional<Seen> see(Path path, String prefix) {
        String name = path.getFileName().toString();
        String inside = prefix + name;
        if (prefix.isEmpty() && name.equals(FolderRoot.HOUSE)) {
            return Optional.empty();
        }
        if (name.indexOf('\uFFFD') >= 0 && !path.resolveSibling(name).equals(path)) {
            troubles.add(ScanTrouble.note(inside, "Its name is not valid UTF-8."));
            return Optional.empty();
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
            return blank(name, stat);
        }
        if (Names.bytes(name) > Names.MAX_BYTES) {
            troubles.add(ScanTrouble.note(inside, "Its name is too long for other systems."));
            return blank(name, stat);
        }
        return switch (stat.kind()) {
            case FILE -> new Seen(name, stat, "", List.of(), Seen.Depth.WHOLE);
            case LINK -> link(path, stat);
            case DIRECTORY -> directory(path, inside, stat);
            case OTHER -> {
                troubles.add(
                        ScanTrouble.note(inside, "Pipes, sockets and devices are not synced."));
                yield blank(name, stat);
            }
        };
    }

    private static Seen link(Path path, Stat stat) throws IOException {
        String target = Files.readSymbolicLink(path).toString();
        return new Seen(path.getFileName().toString(), stat, target, List.of(), Seen.Depth.WHOLE);
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
