package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.List;

/// What a person does to a tree. One that cannot be done there does nothing, so that any of several
/// can be left out.
sealed interface Deed {
    /// Does it.
    void on(Tree tree);

    /// Makes something new.
    record Create(EntryId entry, Spot spot, Content content) implements Deed {
        @Override
        public void on(Tree tree) {
            if (!tree.contains(entry) && isFree(tree, spot)) {
                tree.put(entry, new EntryState(spot.parent(), spot.name(), content));
            }
        }
    }

    /// Gives a file other bytes or another exec bit, or a link another target.
    record Edit(EntryId entry, Content content) implements Deed {
        @Override
        public void on(Tree tree) {
            tree.find(entry).ifPresent(state -> tree.put(entry, state.holding(content)));
        }
    }

    /// Deletes an entry with all in it.
    record Delete(EntryId entry) implements Deed {
        @Override
        public void on(Tree tree) {
            List<EntryId> open = new ArrayList<>(List.of(entry));
            for (int i = 0; i < open.size(); i++) {
                open.addAll(tree.children(open.get(i)).values());
            }
            open.forEach(tree::remove);
        }
    }

    /// Renames an entry, or moves it, or both.
    record Move(EntryId entry, Spot to) implements Deed {
        @Override
        public void on(Tree tree) {
            if (tree.contains(entry) && isFree(tree, to) && !tree.isWithin(to.parent(), entry)) {
                tree.put(entry, tree.find(entry).orElseThrow().at(to));
            }
        }
    }

    /// Each goes to the spot of the next: two are swapped, three go round.
    record Rotate(List<EntryId> entries) implements Deed {
        @Override
        public void on(Tree tree) {
            for (int i = 0; i < entries.size(); i++) {
                EntryId one = entries.get(i);
                for (int j = 0; j < entries.size(); j++) {
                    if (!tree.contains(one) || (i != j && tree.isWithin(one, entries.get(j)))) {
                        return;
                    }
                }
            }
            List<EntryState> states =
                    entries.stream().map(entry -> tree.find(entry).orElseThrow()).toList();
            entries.forEach(tree::remove);
            for (int i = 0; i < states.size(); i++) {
                Spot next = states.get((i + 1) % states.size()).spot();
                tree.put(entries.get(i), states.get(i).at(next));
            }
        }
    }

    /// A directory and the one it lies in change places, names included.
    record Invert(EntryId inner) implements Deed {
        @Override
        public void on(Tree tree) {
            EntryId outer = tree.find(inner).map(EntryState::parent).orElse(EntryState.ROOT);
            if (outer.equals(EntryState.ROOT)) {
                return;
            }
            EntryState in = tree.find(inner).orElseThrow();
            EntryState out = tree.find(outer).orElseThrow();
            Spot deep = new Spot(inner, in.name());
            if (in.isDirectory() && tree.at(deep).isEmpty()) {
                tree.remove(inner);
                tree.remove(outer);
                tree.put(inner, in.at(out.spot()));
                tree.put(outer, out.at(deep));
            }
        }
    }

    /// Something of another kind takes an entry's place; what lay in it is deleted.
    record Turn(EntryId entry, EntryId replacement, Content content) implements Deed {
        @Override
        public void on(Tree tree) {
            tree.find(entry)
                    .ifPresent(old -> {
                        new Delete(entry).on(tree);
                        new Create(replacement, old.spot(), content).on(tree);
                    });
        }
    }

    private static boolean isFree(Tree tree, Spot spot) {
        boolean exists =
                spot.parent().equals(EntryState.ROOT)
                        || tree.find(spot.parent()).filter(EntryState::isDirectory).isPresent();
        return exists && tree.at(spot).isEmpty();
    }
}
