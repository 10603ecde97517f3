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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks at a folder once: at everything in it, or only at what is not known already. Reads no
/// file's content, follows no link.
public final class DiskWalk {
    private static final Stat NOTHING_KNOWN =
            new Stat(Stat.Kind.OTHER, 0, 0, 0, Identity.UNKNOWN, 0);

    private final FolderRoot root;
    private final IgnoreRules rules;
    private final List<ScanTrouble> troubles = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private long device;
    private boolean misled;

    private DiskWalk(FolderRoot root, IgnoreRules rules) {
        this.root = root;
        this.rules = rules;
    }

    /// Looks at the whole folder.
    ///
    /// @throws IOException if even the root cannot be read
    public static Sight look(FolderRoot root, IgnoreRules rules) throws IOException {
        return new DiskWalk(root, rules).look(Optional.empty());
    }

    /// Reads only the directories that must be read, and those that are not known. Of the others it
    /// asks the system nothing.
    ///
    /// @param known the root as it was
    /// @return empty if what was known turned out to be wrong: then the whole must be looked at
    /// @throws IOException if even the root cannot be read
    public static Optional<Sight> look(FolderRoot root, IgnoreRules rules, Recall known)
            throws IOException {
        DiskWalk walk = new DiskWalk(root, rules);
        Sight sight = walk.look(Optional.of(known));
        return walk.misled ? Optional.empty() : Optional.of(sight);
    }

    private Sight look(Optional<Recall> known) throws IOException {
        Stat stat = Stat.of(root.path());
        device = stat.identity().device();
        Seen seen = new Seen("", stat, "", list("", known).children, Seen.Depth.WHOLE);
        return new Sight(seen, troubles, read);
    }

    /// What lies in a directory, and whether rules hid some of it.
    private record Listing(List<Seen> children, boolean hidSome) {}

    /// @param prefix the directory's path and a `/`; empty for the root
    private Listing list(String prefix, Optional<Recall> known) throws IOException {
        List<Seen> children = new ArrayList<>();
        if (known.isPresent() && !known.get().mustBeRead()) {
            for (Recall.Child child : known.get().children()) {
                recall(child, prefix, known.get()).ifPresent(children::add);
            }
        } else {
            read.add(prefix);
            for (Path path : paths(root.path().resolve(prefix))) {
                see(path, prefix, known).ifPresent(children::add);
            }
        }
        return new Listing(children, children.stream().anyMatch(DiskWalk::isHidden));
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

    /// Something as it was. A directory that must be read must still be the same one.
    private Optional<Seen> recall(Recall.Child child, String prefix, Recall around) {
        Seen seen = child.seen();
        String inside = prefix + seen.name();
        if (!child.isEntry()) {
            child.troubles().forEach(trouble -> troubles.add(trouble.below(prefix)));
            return Optional.of(seen);
        }
        if (seen.stat().kind() == Stat.Kind.DIRECTORY && !isKnown(seen, around)) {
            Optional<Seen> now = see(root.path().resolve(inside), prefix, Optional.of(around));
            misled |= now.filter(there -> isStill(seen, there)).isEmpty();
            return now;
        }
        try {
            return Optional.of(
                    judge(new Found(inside, seen.stat(), Optional.of(seen), Optional.of(around))));
        } catch (IOException e) {
            misled = true;
            return Optional.empty();
        }
    }

    private static boolean isKnown(Seen directory, Recall around) {
        return around.directory(directory.name(), directory.stat().identity())
                .filter(known -> !known.mustBeRead())
                .isPresent();
    }

    private static boolean isStill(Seen before, Seen now) {
        return now.stat().kind() == Stat.Kind.DIRECTORY
                && now.stat().identity().isSame(before.stat().identity());
    }

    private Optional<Seen> see(Path path, String prefix, Optional<Recall> around) {
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
            return Optional.of(judge(new Found(inside, stat, Optional.empty(), around)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            troubles.add(ScanTrouble.error(inside, reason(e)));
            return Optional.of(blank(name, stat));
        }
    }

    /// Something that lies in a directory.
    ///
    /// @param before it as it was, if it need not be looked at
    /// @param around the directory as it was
    private record Found(String inside, Stat stat, Optional<Seen> before, Optional<Recall> around) {
        String name() {
            return inside.substring(inside.lastIndexOf('/') + 1);
        }
    }

    private Seen judge(Found found) throws IOException {
        String name = found.name();
        Stat stat = found.stat;
        Shape shape = stat.kind() == Stat.Kind.DIRECTORY ? Shape.DIRECTORY : Shape.OTHER;
        if (!rules.isEmpty() && rules.judge(found.inside, shape) != Verdict.SYNC) {
            return new Seen(name, stat, "", List.of(), Seen.Depth.HIDDEN);
        }
        Optional<String> objection = objection(name, found.inside);
        if (objection.isPresent()) {
            troubles.add(ScanTrouble.note(found.inside, objection.get()));
            return blank(name, stat);
        }
        return switch (stat.kind()) {
            case FILE -> found.before.orElseGet(() -> whole(name, stat, ""));
            case LINK -> found.before.isPresent() ? found.before.get() : link(found);
            case DIRECTORY -> directory(found);
            case OTHER -> {
                troubles.add(
                        ScanTrouble.note(
                                found.inside, "Pipes, sockets and devices are not synced."));
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

    private Seen link(Found found) throws IOException {
        Path path = root.path().resolve(found.inside);
        Path points = Files.readSymbolicLink(path);
        String target = points.toString();
        if (target.indexOf('\uFFFD') >= 0 && !path.getFileSystem().getPath(target).equals(points)) {
            troubles.add(ScanTrouble.note(found.inside, "What it points to is not valid UTF-8."));
            return blank(found.name(), found.stat);
        }
        if (Names.bytes(target) > Names.MAX_TARGET_BYTES) {
            troubles.add(ScanTrouble.note(found.inside, "What it points to is too long a path."));
            return blank(found.name(), found.stat);
        }
        return whole(found.name(), found.stat, target);
    }

    private Seen directory(Found found) throws IOException {
        Stat stat = found.stat;
        if (stat.identity().device() != device) {
            troubles.add(ScanTrouble.note(found.inside, "Another file system is mounted here."));
            return blank(found.name(), stat);
        }
        Optional<Recall> known =
                found.around.flatMap(around -> around.directory(found.name(), stat.identity()));
        Listing listing = list(found.inside + "/", known);
        boolean onlyHidden =
                listing.hidSome && listing.children.stream().allMatch(DiskWalk::isHidden);
        return new Seen(
                found.name(),
                stat,
                "",
                listing.children,
                onlyHidden ? Seen.Depth.HIDDEN_ONLY : Seen.Depth.WHOLE);
    }

    private static Seen whole(String name, Stat stat, String target) {
        return new Seen(name, stat, target, List.of(), Seen.Depth.WHOLE);
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
