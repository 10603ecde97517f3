package eu.allmende.engine.run;

import eu.allmende.engine.History.Counts;
import eu.allmende.engine.History.Left;
import eu.allmende.engine.History.Outcome;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.apply.Landing;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Writes something of the past to a place where nothing is, and touches nothing else.
final class Copying {
    private final RemoteFolder remote;
    private final String folder;
    private final List<Left> left = new ArrayList<>();
    private long created;
    private long bytes;

    /// @param folder the folder's name
    Copying(RemoteFolder remote, String folder) {
        this.remote = remote;
        this.folder = folder;
    }

    /// Something that has a place to go to.
    ///
    /// @param inside its path in what is copied
    private record Piece(Path to, String inside, EntryId entry, Content content) {}

    /// Copies.
    ///
    /// @param house the synced folder that the destination lies in, if it lies in one: files wait
    ///   where its scan does not see them
    Outcome copy(Source source, Path to, Optional<FolderRoot> house) throws IOException {
        Path parent = to.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new RefusedException("There is no directory " + parent + ".");
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(to + " is there already: nothing is ever overwritten.");
        }
        if (house.isPresent() && to.startsWith(house.get().stage().getParent())) {
            throw new RefusedException(to + " is where the folder keeps its own things.");
        }
        String prefix = "past-" + Long.toHexString(EntryIds.fresh().high()) + "-";
        Landing landing =
                house.isPresent()
                        ? new Landing(house.get().stage(), prefix)
                        : new Landing(parent, ".allmende-" + prefix);
        List<Wanted> wanted = wanted(source);
        try {
            fetch(wanted, landing);
            put(source, to, landing);
        } finally {
            landing.clear(wanted.stream().map(Wanted::entry).toList());
        }
        return new Outcome(folder, new Counts(created, 0, 0, 0, bytes), left, "");
    }

    private static List<Wanted> wanted(Source source) {
        List<Wanted> wanted = new ArrayList<>();
        if (source.content() instanceof Content.File file) {
            wanted.add(new Wanted(source.entry(), file));
        }
        for (EntryId entry : source.below().ids()) {
            EntryState state = source.below().find(entry).orElseThrow();
            if (state.content() instanceof Content.File file) {
                wanted.add(new Wanted(entry, file));
            }
        }
        return wanted;
    }

    private void fetch(List<Wanted> wanted, Landing landing) throws IOException {
        List<Wanted> rest = new ArrayList<>();
        for (Wanted one : wanted) {
            if (one.content().sizeBytes() == 0) {
                landing.empty(one);
            } else {
                rest.add(one);
            }
        }
        if (!rest.isEmpty()) {
            remote.fetch(rest, landing, Progress.NONE);
        }
        landing.settle();
    }

    private void put(Source source, Path to, Landing landing) throws IOException {
        Deque<Piece> open = new ArrayDeque<>();
        open.add(new Piece(to, to.getFileName().toString(), source.entry(), source.content()));
        while (!open.isEmpty()) {
            Piece piece = open.remove();
            if (put(piece, landing) && piece.content instanceof Content.Directory) {
                source.below()
                        .children(piece.entry)
                        .forEach((name, child) ->
                                inside(piece, name)
                                        .ifPresent(path ->
                                                open.add(
                                                        new Piece(
                                                                path,
                                                                piece.inside + "/" + name,
                                                                child,
                                                                content(source, child)))));
            }
        }
    }

    private static Content content(Source source, EntryId entry) {
        return source.below().find(entry).orElseThrow().content();
    }

    private Optional<Path> inside(Piece directory, String name) {
        try {
            return Optional.of(directory.to.resolve(name));
        } catch (InvalidPathException e) {
            left.add(new Left(directory.inside + "/" + name, "This system cannot hold its name."));
            return Optional.empty();
        }
    }

    /// @return whether it is there now
    private boolean put(Piece piece, Landing landing) throws IOException {
        try {
            switch (piece.content) {
                case Content.Directory _ -> Files.createDirectory(piece.to);
                case Content.Link link ->
                        Files.createSymbolicLink(
                                piece.to, piece.to.getFileSystem().getPath(link.target()));
                case Content.File file -> {
                    Optional<String> failure = landing.failure(piece.entry);
                    if (failure.isPresent()) {
                        left.add(new Left(piece.inside, failure.get()));
                        return false;
                    }
                    landing.putDown(piece.entry, piece.to);
                    bytes += file.sizeBytes();
                }
            }
            created++;
            return true;
        } catch (FileAlreadyExistsException e) {
            left.add(new Left(piece.inside, "Something lies there now."));
            return false;
        }
    }
}
