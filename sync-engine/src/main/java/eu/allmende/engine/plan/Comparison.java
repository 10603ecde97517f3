package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// How the disk differs from the target: the steps, in no order yet.
///
/// @param structure moves, removals and new directories, by entry
/// @param creations new files and links
/// @param contents what changes in files and links that are there
record Comparison(
        Map<EntryId, Step> structure, List<Step.Creation> creations, List<Step> contents) {

    static Comparison of(Tree local, Overlay target, Set<EntryId> held) {
        Comparison all =
                new Comparison(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (EntryId entry : stable(local.ids(), e -> !isReached(e, local, target))) {
            if (!held.contains(entry)) {
                all.compare(entry, local.find(entry).orElseThrow(), target.find(entry));
            }
        }
        for (EntryId entry : stable(target.entries(), e -> !local.contains(e))) {
            if (!held.contains(entry)) {
                all.create(entry, target.find(entry).orElseThrow());
            }
        }
        return all;
    }

    private static boolean isReached(EntryId entry, Tree local, Overlay target) {
        return Same.is(local.find(entry), target.find(entry));
    }

    /// Those that matter, in a stable order, so that a run replays.
    private static List<EntryId> stable(Iterable<EntryId> entries, Predicate<EntryId> matters) {
        List<EntryId> list = new ArrayList<>();
        for (EntryId entry : entries) {
            if (matters.test(entry)) {
                list.add(entry);
            }
        }
        list.sort(Comparator.naturalOrder());
        return list;
    }

    private void compare(EntryId entry, EntryState now, Optional<EntryState> goal) {
        if (goal.isEmpty()) {
            structure.put(entry, new Step.Remove(entry));
            return;
        }
        if (!now.sameSpot(goal.get())) {
            structure.put(entry, new Step.Move(entry, goal.get().spot()));
        }
        if (!goal.get().content().sameAs(now.content())) {
            change(entry, now.content(), goal.get().content());
        }
    }

    private void change(EntryId entry, Content now, Content goal) {
        switch (goal) {
            case Content.File file -> {
                boolean sameBytes =
                        now instanceof Content.File old && old.contentId().equals(file.contentId());
                contents.add(
                        sameBytes
                                ? new Step.MarkExecutable(entry, file)
                                : new Step.Replace(entry, file));
            }
            case Content.Link link -> contents.add(new Step.Relink(entry, link));
            case Content.Directory _ -> {}
        }
    }

    private void create(EntryId entry, EntryState goal) {
        switch (goal.content()) {
            case Content.Directory _ ->
                    structure.put(entry, new Step.MakeDirectory(entry, goal.spot()));
            case Content.Link link -> creations.add(new Step.MakeLink(entry, goal.spot(), link));
            case Content.File file ->
                    creations.add(new Step.Place(entry, goal.spot(), file, Optional.empty()));
        }
    }
}
