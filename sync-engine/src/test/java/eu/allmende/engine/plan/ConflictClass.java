package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The ways in which two people can get in each other's way, told from the three trees alone and
/// not from what a planner says; and, besides, each change of type.
enum ConflictClass {
    CREATE_CREATE,
    EDIT_EDIT,
    MOVE_CREATE,
    EDIT_DELETE,
    MOVE_DELETE,
    MOVE_PARENT_DELETE,
    CREATE_PARENT_DELETE,
    MOVE_MOVE_SOURCE,
    MOVE_MOVE_TARGET,
    MOVE_MOVE_CYCLE,
    FILE_TO_DIRECTORY,
    FILE_TO_LINK,
    DIRECTORY_TO_FILE,
    DIRECTORY_TO_LINK,
    LINK_TO_FILE,
    LINK_TO_DIRECTORY;

    /// The ten conflicts, without the changes of type.
    static final Set<ConflictClass> CONFLICTS = EnumSet.range(CREATE_CREATE, MOVE_MOVE_CYCLE);

    /// Those that are met here.
    static Set<ConflictClass> of(Sides sides) {
        Set<ConflictClass> met = EnumSet.noneOf(ConflictClass.class);
        directed(sides.local(), sides.here(), sides.there(), met);
        directed(sides.remote(), sides.there(), sides.here(), met);
        spots(sides, met);
        meetings(sides, met);
        if (hasCircle(sides.mergedOneByOne())) {
            met.add(MOVE_MOVE_CYCLE);
        }
        turns(sides.base(), sides.local(), sides.here().created(), met);
        turns(sides.base(), sides.remote(), sides.there().created(), met);
        return met;
    }

    private static void directed(
            Tree tree, Sides.Doings one, Sides.Doings other, Set<ConflictClass> met) {
        addIf(met, EDIT_DELETE, meet(one.edited(), other.deleted()));
        addIf(met, MOVE_DELETE, meet(one.moved(), other.deleted()));
        addIf(met, MOVE_PARENT_DELETE, meet(parents(tree, one.moved()), other.deleted()));
        addIf(met, CREATE_PARENT_DELETE, meet(parents(tree, one.created()), other.deleted()));
    }

    private static void spots(Sides sides, Set<ConflictClass> met) {
        Map<Spot, EntryId> createdHere = spots(sides.local(), sides.here().created());
        Map<Spot, EntryId> createdThere = spots(sides.remote(), sides.there().created());
        Map<Spot, EntryId> movedHere = spots(sides.local(), sides.here().moved());
        Map<Spot, EntryId> movedThere = spots(sides.remote(), sides.there().moved());
        addIf(met, CREATE_CREATE, meet(createdHere.keySet(), createdThere.keySet()));
        addIf(met, MOVE_CREATE, meet(createdHere.keySet(), movedThere.keySet()));
        addIf(met, MOVE_CREATE, meet(movedHere.keySet(), createdThere.keySet()));
        movedHere.forEach((spot, entry) -> {
            EntryId other = movedThere.getOrDefault(spot, entry);
            addIf(met, MOVE_MOVE_TARGET, !other.equals(entry));
        });
    }

    private static void meetings(Sides sides, Set<ConflictClass> met) {
        for (EntryId entry : sides.base().ids()) {
            boolean onBoth = sides.local().contains(entry) && sides.remote().contains(entry);
            if (onBoth) {
                EntryState here = sides.local().find(entry).orElseThrow();
                EntryState there = sides.remote().find(entry).orElseThrow();
                boolean edits =
                        sides.here().edited().contains(entry)
                                && sides.there().edited().contains(entry);
                boolean moves =
                        sides.here().moved().contains(entry)
                                && sides.there().moved().contains(entry);
                addIf(met, EDIT_EDIT, edits && !here.content().sameAs(there.content()));
                addIf(met, MOVE_MOVE_SOURCE, moves && !here.sameSpot(there));
            }
        }
    }

    private static void turns(Tree base, Tree after, Set<EntryId> created, Set<ConflictClass> met) {
        for (EntryId entry : created) {
            EntryState now = after.find(entry).orElseThrow();
            base.at(now.spot())
                    .filter(old -> !after.contains(old))
                    .map(old -> base.find(old).orElseThrow().content())
                    .filter(old -> old.getClass() != now.content().getClass())
                    .ifPresent(old -> met.add(turn(old, now.content())));
        }
    }

    private static ConflictClass turn(Content from, Content to) {
        return switch (from) {
            case Content.File _ -> to instanceof Content.Link ? FILE_TO_LINK : FILE_TO_DIRECTORY;
            case Content.Directory _ ->
                    to instanceof Content.Link ? DIRECTORY_TO_LINK : DIRECTORY_TO_FILE;
            case Content.Link _ -> to instanceof Content.File ? LINK_TO_FILE : LINK_TO_DIRECTORY;
        };
    }

    private static boolean hasCircle(Map<EntryId, EntryState> merged) {
        for (EntryId entry : merged.keySet()) {
            Set<EntryId> way = new HashSet<>();
            EntryId at = entry;
            while (merged.containsKey(at)) {
                if (!way.add(at)) {
                    return true;
                }
                at = merged.get(at).parent();
            }
        }
        return false;
    }

    private static Set<EntryId> parents(Tree tree, Set<EntryId> entries) {
        return entries.stream()
                .map(entry -> tree.find(entry).orElseThrow().parent())
                .collect(Collectors.toSet());
    }

    private static Map<Spot, EntryId> spots(Tree tree, Set<EntryId> entries) {
        Map<Spot, EntryId> spots = new HashMap<>();
        entries.forEach(entry -> spots.put(tree.find(entry).orElseThrow().spot(), entry));
        return spots;
    }

    private static boolean meet(Collection<?> one, Collection<?> other) {
        return one.stream().anyMatch(other::contains);
    }

    private static void addIf(Set<ConflictClass> met, ConflictClass what, boolean is) {
        if (is) {
            met.add(what);
        }
    }
}
