package eu.allmende.engine.run;

import eu.allmende.engine.History.Left;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The local tree with something of the past put into it. Nothing is taken away, and what was
/// changed here and is not agreed yet stays as it is.
final class Comeback {
    private final FolderTrees trees;
    private final Tree target = new Tree();
    private final List<Left> left = new ArrayList<>();

    /// Something that has a place to go to.
    private record Placed(Spot to, EntryId entry, Content content) {}

    private Comeback(FolderTrees trees) {
        this.trees = trees;
        Tree local = trees.local().tree();
        local.ids().forEach(id -> target.put(id, local.find(id).orElseThrow()));
    }

    /// Puts a source at a path.
    ///
    /// @param ways the directories that lay on the way then, by their paths: they are used again
    /// @throws RefusedException if something stands in the way
    static Comeback of(FolderTrees trees, String inside, Source source, Map<String, EntryId> ways)
            throws RefusedException {
        Comeback comeback = new Comeback(trees);
        String[] names = inside.split("/", -1);
        EntryId parent = EntryState.ROOT;
        String path = "";
        for (int i = 0; i + 1 < names.length; i++) {
            path = path.isEmpty() ? names[i] : path + "/" + names[i];
            parent = comeback.directory(new Spot(parent, names[i]), path, ways);
        }
        Spot spot = new Spot(parent, names[names.length - 1]);
        comeback.put(new Placed(spot, source.entry(), source.content()), source.below());
        if (!comeback.left.isEmpty() && !(source.content() instanceof Content.Directory)) {
            throw new RefusedException(inside + ": " + comeback.left.getFirst().reason());
        }
        return comeback;
    }

    /// What the disk shall be.
    Tree target() {
        return target;
    }

    /// What stays as it is, though it was otherwise then.
    List<Left> left() {
        return left;
    }

    private EntryId directory(Spot spot, String path, Map<String, EntryId> ways)
            throws RefusedException {
        Optional<EntryId> there = target.at(spot);
        if (there.isEmpty()) {
            EntryId old = Optional.ofNullable(ways.get(path)).orElseGet(EntryIds::fresh);
            Optional<EntryId> made = make(new Placed(spot, old, new Content.Directory()));
            return made.orElseThrow(
                    () -> new RefusedException(path + ": " + left.getFirst().reason()));
        }
        if (!target.find(there.get()).orElseThrow().isDirectory()) {
            throw new RefusedException(path + " is no directory now: choose another place.");
        }
        return there.get();
    }

    private void put(Placed top, Tree below) {
        Deque<Placed> open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            Placed next = open.remove();
            Optional<EntryId> here = put(next);
            if (here.isPresent() && next.content instanceof Content.Directory) {
                below.children(next.entry)
                        .forEach((name, child) ->
                                open.add(
                                        new Placed(
                                                new Spot(here.get(), name),
                                                child,
                                                below.find(child).orElseThrow().content())));
            }
        }
    }

    private Optional<EntryId> put(Placed placed) {
        Optional<EntryId> there = target.at(placed.to);
        if (there.isEmpty()) {
            return make(placed);
        }
        EntryState now = target.find(there.get()).orElseThrow();
        if (now.content().getClass() != placed.content.getClass()) {
            leave(placed.to, "Something of another kind lies there now.");
            return Optional.empty();
        }
        if (!now.content().sameAs(placed.content)) {
            if (!isAgreed(there.get(), now)) {
                leave(placed.to, "It was changed here, and that is not sent yet.");
                return Optional.empty();
            }
            target.put(there.get(), now.holding(placed.content));
        }
        return there;
    }

    /// Puts something where nothing lies on this disk. If something lies there in the commons, and
    /// was deleted here a moment ago, it is that which comes back; else it is not to be touched.
    private Optional<EntryId> make(Placed placed) {
        Optional<EntryId> remote = trees.remote().at(placed.to);
        if (remote.isEmpty()) {
            return Optional.of(make(placed, unused(placed.entry)));
        }
        boolean deletedHere =
                !target.contains(remote.get())
                        && Optional.ofNullable(trees.synced().get(remote.get()))
                                .filter(old ->
                                        old.content().getClass() == placed.content.getClass())
                                .isPresent();
        if (!deletedHere) {
            leave(placed.to, "What lies there in the folder is not on this disk.");
            return Optional.empty();
        }
        return Optional.of(make(placed, remote.get()));
    }

    private EntryId make(Placed placed, EntryId id) {
        target.put(id, new EntryState(placed.to.parent(), placed.to.name(), placed.content));
        return id;
    }

    private void leave(Spot spot, String reason) {
        String parent = target.path(spot.parent()).orElse("");
        left.add(new Left(parent.isEmpty() ? spot.name() : parent + "/" + spot.name(), reason));
    }

    private boolean isAgreed(EntryId entry, EntryState now) {
        EntryState agreed = trees.synced().get(entry);
        return agreed != null && agreed.sameAs(now);
    }

    /// The id it had, if nothing has it now: then it is the same entry again.
    private EntryId unused(EntryId old) {
        boolean used = target.contains(old) || trees.remote().contains(old);
        return used ? EntryIds.fresh() : old;
    }
}
