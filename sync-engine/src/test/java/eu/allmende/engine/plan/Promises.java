package eu.allmende.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold when there is nothing left to plan, whatever the two sides did.
final class Promises {
    private final Sides sides;
    private final Sides.Doings here;
    private final Sides.Doings there;
    private final Tree end;

    private Promises(Sides sides, Tree end) {
        this.sides = sides;
        this.end = end;
        here = sides.here();
        there = sides.there();
    }

    /// Looks at where a run ended.
    static void check(Sides sides, FolderTrees trees) {
        Tree end = trees.remote();
        assertThat(states(trees.local().tree())).as("the local tree").isEqualTo(states(end));
        assertThat(trees.synced()).as("the synced tree").isEqualTo(states(end));
        Promises promises = new Promises(sides, end);
        promises.isWhole();
        promises.nothingIsLost();
        promises.whatWasDeletedIsGone();
        promises.whatNobodyDeletedIsThere();
        promises.whatWasCommittedKeepsItsPlace();
        if (ConflictClass.of(sides).stream().noneMatch(ConflictClass.CONFLICTS::contains)) {
            assertThat(states(end))
                    .as("merged one by one, since nothing is in conflict")
                    .isEqualTo(sides.mergedOneByOne());
        }
    }

    /// Looks at the commons alone, where a run ended of which this disk could not hold all.
    static void checkCommons(Sides sides, FolderTrees trees) {
        Promises promises = new Promises(sides, trees.remote());
        promises.isWhole();
        promises.nothingIsLost();
        promises.whatWasDeletedIsGone();
        promises.whatNobodyDeletedIsThere();
        promises.whatWasCommittedKeepsItsPlace();
    }

    private static Map<EntryId, EntryState> states(Tree tree) {
        Map<EntryId, EntryState> states = new HashMap<>();
        tree.ids().forEach(entry -> states.put(entry, tree.find(entry).orElseThrow()));
        return states;
    }

    /// No two at one spot, all in directories, no temporary names.
    private void isWhole() {
        List<Change> all = new ArrayList<>();
        end.ids().forEach(entry -> all.add(new Change(entry, end.find(entry))));
        assertThat(TreeRules.offenders(new Tree(), all)).as("breaks the rules").isEmpty();
        assertThat(states(end).values())
                .noneMatch(state -> state.name().startsWith(Step.Park.PREFIX));
    }

    private void nothingIsLost() {
        Set<Object> held = new HashSet<>();
        end.ids().forEach(entry -> held.add(bytes(end.find(entry).orElseThrow())));
        for (EntryId entry : sides.entries()) {
            Optional<EntryState> old = sides.base().find(entry);
            for (Tree side : List.of(sides.local(), sides.remote())) {
                side.find(entry)
                        .map(Promises::bytes)
                        .filter(bytes -> old.filter(o -> bytes(o).equals(bytes)).isEmpty())
                        .ifPresent(bytes -> assertThat(held).as("new content").contains(bytes));
            }
            if (old.isPresent() && !isGivenUp(entry, old.get())) {
                assertThat(held).as("content nobody gave up").contains(bytes(old.get()));
            }
        }
    }

    /// Whether someone deleted or replaced what was agreed; a deletion does not count against one
    /// who moved it or changed its exec bit.
    private boolean isGivenUp(EntryId entry, EntryState old) {
        boolean replaced =
                List.of(sides.local(), sides.remote()).stream()
                        .flatMap(side -> side.find(entry).stream())
                        .anyMatch(state -> !bytes(state).equals(bytes(old)));
        boolean directory = old.isDirectory();
        boolean givenUpHere =
                here.deleted().contains(entry) && (directory || !isUpdated(there, entry));
        boolean givenUpThere =
                there.deleted().contains(entry) && (directory || !isUpdated(here, entry));
        return replaced || givenUpHere || givenUpThere;
    }

    private static boolean isUpdated(Sides.Doings doings, EntryId entry) {
        return doings.moved().contains(entry) || doings.edited().contains(entry);
    }

    private static Object bytes(EntryState state) {
        return state.content() instanceof Content.File file ? file.contentId() : state.content();
    }

    private void whatWasDeletedIsGone() {
        Set<EntryId> deleted = new HashSet<>(here.deleted());
        deleted.addAll(there.deleted());
        for (EntryId entry : deleted) {
            boolean updated = isUpdated(here, entry) || isUpdated(there, entry);
            if (sides.base().find(entry).orElseThrow().isDirectory()) {
                assertThat(end.contains(entry) && end.children(entry).isEmpty())
                        .as("an empty directory that was deleted")
                        .isFalse();
            } else if (!updated) {
                assertThat(end.contains(entry)).as("what was deleted is back").isFalse();
            }
        }
    }

    private void whatNobodyDeletedIsThere() {
        for (EntryId entry : sides.base().ids()) {
            if (!here.deleted().contains(entry) && !there.deleted().contains(entry)) {
                assertThat(end.contains(entry)).as("what nobody deleted").isTrue();
            }
        }
    }

    /// Of two places, and of two that want one place, the committed one counts.
    private void whatWasCommittedKeepsItsPlace() {
        for (EntryId entry : sides.remote().ids()) {
            boolean movedOnlyHere = here.moved().contains(entry) && !there.moved().contains(entry);
            if (!movedOnlyHere && !here.deleted().contains(entry)) {
                assertThat(end.find(entry).map(EntryState::spot))
                        .as("the place of what was committed")
                        .isEqualTo(sides.remote().find(entry).map(EntryState::spot));
            }
        }
    }
}
