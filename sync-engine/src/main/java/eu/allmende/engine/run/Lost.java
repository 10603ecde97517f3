package eu.allmende.engine.run;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files that are not where they were, by their content, to be found again under new names. Empty
/// files are all alike and are not among them.
final class Lost {
    private final Tree tree;
    private final Map<Hash, List<EntryId>> byContent = new HashMap<>();

    private Lost(Tree tree) {
        this.tree = tree;
    }

    static Lost of(Tree tree, Collection<EntryId> missing) {
        Lost lost = new Lost(tree);
        for (EntryId entry : missing) {
            Content content = tree.find(entry).orElseThrow().content();
            if (content instanceof Content.File file && file.sizeBytes() > 0) {
                lost.byContent.computeIfAbsent(file.contentId(), _ -> new ArrayList<>()).add(entry);
            }
        }
        lost.byContent
                .values()
                .forEach(list ->
                        list.sort(
                                Comparator.comparingLong(EntryId::high)
                                        .thenComparingLong(EntryId::low)));
        return lost;
    }

    /// A lost file with this content, rather one that was called the same; it is lost no more.
    Optional<EntryId> take(Content.File file, String name) {
        List<EntryId> candidates = byContent.getOrDefault(file.contentId(), List.of());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        EntryId best =
                candidates.stream()
                        .filter(entry -> name.equals(nameOf(entry)))
                        .findFirst()
                        .orElse(candidates.getFirst());
        candidates.remove(best);
        return Optional.of(best);
    }

    private String nameOf(EntryId entry) {
        return tree.find(entry).map(EntryState::name).orElse("");
    }
}
