package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Conflict;
import eu.allmende.engine.Keep;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.Resolved;
import eu.allmende.engine.apply.Settling;
import eu.allmende.engine.apply.TakenNames;
import eu.allmende.engine.folder.Names;
import eu.allmende.engine.plan.ConflictName;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Settles one conflict on the disk; the next pass sends what came of it. Only between two passes.
final class Resolution {
    private final FolderParts parts;
    private final Tree local;
    private final Settling settling;

    private Resolution(FolderParts parts) {
        this.parts = parts;
        local = parts.trees().local().tree();
        settling = new Settling(parts.disk());
    }

    /// Settles a conflict.
    ///
    /// @param inside path in the folder, with `/`, of the copy or of what it is a copy of
    static Resolved settle(FolderParts parts, String inside, Keep keep) throws IOException {
        return new Resolution(parts).settle(inside, keep);
    }

    private Resolved settle(String inside, Keep keep) throws IOException {
        Conflict conflict = find(inside);
        requireWhole(conflict.copy());
        requireWhole(conflict.path());
        Path copy = path(conflict.copy());
        Path original = path(conflict.path());
        requireAsSeen(conflict.copy(), copy);
        if (!Files.exists(original, LinkOption.NOFOLLOW_LINKS)) {
            settling.rename(copy, original);
            return new Resolved(conflict.path(), Optional.empty());
        }
        if (keep == Keep.BOTH) {
            return keepBoth(conflict, copy);
        }
        if (isMine(conflict) == (keep == Keep.MINE)) {
            requireAsSeen(conflict.path(), original);
            settling.replace(original, copy);
        } else {
            settling.discard(copy);
        }
        return new Resolved(conflict.path(), Optional.empty());
    }

    private Conflict find(String inside) throws RefusedException {
        List<Conflict> meant =
                Conflicts.in(local).stream()
                        .filter(each -> each.copy().equals(inside) || each.path().equals(inside))
                        .toList();
        if (meant.isEmpty()) {
            throw new RefusedException("There is no conflicted copy of " + inside + ".");
        }
        if (meant.size() > 1) {
            throw new RefusedException(
                    "There are " + meant.size() + " copies of " + inside + ": name one of them.");
        }
        return meant.getFirst();
    }

    /// Whether the copy is what was made on this device: the other one's has the name.
    private boolean isMine(Conflict conflict) {
        return ConflictName.device(name(conflict.copy()))
                .filter(ConflictName.spelled(parts.device())::equals)
                .isPresent();
    }

    private Resolved keepBoth(Conflict conflict, Path copy) throws IOException {
        String name = name(conflict.path());
        String device = ConflictName.device(name(conflict.copy())).orElse("copy");
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        TakenNames taken = TakenNames.beside(copy);
        for (int number = 1; ; number++) {
            String mark = " (" + device + (number == 1 ? "" : " " + number) + ")";
            String plain = stem + mark + extension;
            if (Names.bytes(plain) > Names.MAX_BYTES) {
                throw new RefusedException(
                        "There is no room in the name for a mark: rename the copy by hand.");
            }
            if (taken.isFree(plain)) {
                settling.rename(copy, copy.resolveSibling(plain));
                String other = conflict.copy();
                other = other.substring(0, other.length() - name(other).length()) + plain;
                return new Resolved(conflict.path(), Optional.of(other));
            }
        }
    }

    private void requireWhole(String inside) throws RefusedException {
        if (local.resolve(inside).flatMap(parts.trees().local()::freed).isPresent()) {
            throw new RefusedException(inside + " is freed here: fetch it first.");
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Path path(String inside) {
        return parts.disk().root().path().resolve(inside);
    }

    /// What was never looked at is nothing to decide about.
    private void requireAsSeen(String inside, Path path) throws IOException {
        Optional<EntryId> entry = local.resolve(inside);
        Optional<Stat> seen = entry.flatMap(parts.trees().local()::sighting).map(Sighting::stat);
        if (seen.isEmpty() || !isAsSeen(Stat.of(path), seen.get())) {
            throw new RefusedException(inside + " has just changed: look at it, then try again.");
        }
    }

    /// A directory's times change with everything in it and mean nothing.
    private static boolean isAsSeen(Stat now, Stat seen) {
        return now.kind() == Stat.Kind.DIRECTORY
                ? seen.kind() == now.kind() && seen.identity().inode() == now.identity().inode()
                : now.isUnchangedSince(seen);
    }
}
