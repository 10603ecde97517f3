package eu.allmende.engine.plan;

import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which directories of a folder are not wanted on this disk.
///
/// What lies in one of them, by the commit log, is *hidden*: a plan is made as if the commons did
/// not have it, so that it goes from this disk and from nowhere else. What was changed here and is
/// not agreed yet is not hidden, nor is any directory that it lies in: it is first committed, like
/// everything else.
///
/// @param excluded directories by id: they may move and stay excluded
public record Selection(Set<EntryId> excluded) {
    /// Everything is wanted.
    public static final Selection ALL = new Selection(Set.of());

    public Selection {
        excluded = Set.copyOf(excluded);
    }

    /// Which entries of the remote tree are hidden now.
    public Set<EntryId> hidden(Trees trees) {
        Set<EntryId> hidden = inside(trees.remote());
        if (!hidden.isEmpty()) {
            for (EntryId entry : trees.local().ids()) {
                boolean changed = !Same.is(trees.local().find(entry), trees.agreed(entry));
                if (changed || trees.held().contains(entry)) {
                    show(entry, trees, hidden);
                }
            }
        }
        return hidden;
    }

    /// All that lies in excluded directories, and these themselves.
    public Set<EntryId> inside(Tree tree) {
        Set<EntryId> inside = new HashSet<>();
        List<EntryId> open = new ArrayList<>();
        excluded.stream().filter(tree::contains).forEach(open::add);
        while (!open.isEmpty()) {
            EntryId entry = open.removeLast();
            if (inside.add(entry)) {
                open.addAll(tree.children(entry).values());
            }
        }
        return inside;
    }

    /// Shows an entry and all above it, here and there.
    private static void show(EntryId entry, Trees trees, Set<EntryId> hidden) {
        EntryId here = entry;
        while (!here.equals(EntryState.ROOT)) {
            EntryId there = here;
            while (hidden.remove(there)) {
                there = parent(trees.remote(), there);
            }
            here = parent(trees.local(), here);
        }
    }

    private static EntryId parent(Tree tree, EntryId entry) {
        return tree.find(entry).map(EntryState::parent).orElse(EntryState.ROOT);
    }

    /// The trees as a plan shall see them.
    public static Trees without(Set<EntryId> hidden, Trees trees) {
        if (hidden.isEmpty()) {
            return trees;
        }
        Tree visible = new Tree();
        for (EntryId entry : trees.remote().ids()) {
            Optional<EntryState> state = trees.remote().find(entry);
            if (!hidden.contains(entry) && state.isPresent()) {
                visible.put(entry, state.get());
            }
        }
        return new Trees(trees.local(), trees.synced(), visible, trees.held());
    }
}
