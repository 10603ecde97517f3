package eu.allmende.engine.plan;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what must not be tried: names that the disk cannot hold, places where something lies that
/// is not synced, and all but one of the names that the disk takes for one. What is there already
/// keeps the name; among new ones the lowest id gets it.
final class Marks {
    private final Tree local;
    private final Overlay target;
    private final Ground ground;
    private final DiskNames names;
    private final Map<EntryId, Map<String, List<EntryId>>> byKey = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();

    Marks(Tree local, Overlay target, Ground ground) {
        this.local = local;
        this.target = target;
        this.ground = ground;
        names = ground.names();
    }

    List<Mark> marks() {
        return marks;
    }

    /// Takes those steps out that cannot be done.
    void takeOut(Comparison comparison) {
        comparison
                .structure()
                .values()
                .removeIf(step ->
                        switch (step) {
                            case Step.Move move -> isMarked(move.entry(), move.to());
                            case Step.MakeDirectory make -> isMarked(make.entry(), make.to());
                            default -> false;
                        });
        comparison.creations().removeIf(step -> isMarked(step.entry(), step.to()));
    }

    /// Notes that something could not be done because of a mark.
    void blocked(EntryId entry, Spot to) {
        marks.add(
                new Mark(entry, to, "Something is in its place that cannot be moved from there."));
    }

    private boolean isMarked(EntryId entry, Spot to) {
        Optional<String> objection =
                names.objection(to.name()).or(() -> obstacle(to)).or(() -> rivalry(entry, to));
        objection.ifPresent(reason -> marks.add(new Mark(entry, to, reason)));
        return objection.isPresent();
    }

    private Optional<String> obstacle(Spot to) {
        if (ground.hidden().contains(to.parent())) {
            return Optional.of("A rule hides its directory on this device.");
        }
        return ground.taken().contains(to)
                ? Optional.of("Something that is not synced has its place on this device.")
                : Optional.empty();
    }

    private Optional<String> rivalry(EntryId entry, Spot to) {
        if (names.isExact()) {
            return Optional.empty();
        }
        List<EntryId> rivals =
                byKey.computeIfAbsent(to.parent(), this::children)
                        .getOrDefault(names.key(to.name()), List.of());
        EntryId winner = rivals.size() < 2 ? entry : winner(rivals, to);
        return winner.equals(entry)
                ? Optional.empty()
                : target.find(winner)
                        .map(state ->
                                "This disk does not tell its name from " + state.name() + ".");
    }

    private EntryId winner(List<EntryId> rivals, Spot to) {
        String key = names.key(to.name());
        return rivals.stream()
                .filter(rival ->
                        local.find(rival)
                                .filter(state -> state.parent().equals(to.parent()))
                                .filter(state -> names.key(state.name()).equals(key))
                                .isPresent())
                .findFirst()
                .or(() -> rivals.stream().min(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private Map<String, List<EntryId>> children(EntryId directory) {
        Map<String, List<EntryId>> children = new HashMap<>();
        for (EntryId child : target.children(directory)) {
            String name = target.find(child).orElseThrow().name();
            children.computeIfAbsent(names.key(name), _ -> new ArrayList<>(1)).add(child);
        }
        return children;
    }
}
