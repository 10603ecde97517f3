package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What one side did to the tree since all agreed.
record Perturbation(List<Deed> deeds) {
    private static final int MOST_DEEDS = 7;

    Perturbation {
        deeds = List.copyOf(deeds);
    }

    /// Up to seven deeds by chance.
    static Perturbation of(Tree base, RandomTree chance, Random random) {
        Tree tree = RandomTree.copy(base);
        List<Deed> deeds = new ArrayList<>();
        for (int i = random.nextInt(MOST_DEEDS + 1); i > 0; i--) {
            Deed deed = deed(tree, chance, random);
            deed.on(tree);
            deeds.add(deed);
        }
        return new Perturbation(deeds);
    }

    private static Deed deed(Tree tree, RandomTree chance, Random random) {
        if (tree.size() == 0) {
            return new Deed.Create(chance.freshId(), chance.spot(tree), chance.content());
        }
        List<EntryId> entries = RandomTree.entries(tree);
        EntryId entry = chance.pick(entries);
        Content old = tree.find(entry).orElseThrow().content();
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 ->
                    new Deed.Create(chance.freshId(), chance.spot(tree), chance.content());
            case 4, 5, 6 -> new Deed.Edit(entry, chance.like(old));
            case 7, 8, 9 -> new Deed.Delete(entry);
            case 10, 11, 12, 13, 14 -> new Deed.Move(entry, chance.spot(tree));
            case 15 -> new Deed.Rotate(List.of(entry, chance.pick(entries)));
            case 16 -> new Deed.Rotate(List.of(entry, chance.pick(entries), chance.pick(entries)));
            case 17 -> new Deed.Invert(entry);
            default -> new Deed.Turn(entry, chance.freshId(), chance.unlike(old));
        };
    }

    /// The tree after it.
    Tree on(Tree base) {
        Tree tree = RandomTree.copy(base);
        deeds.forEach(deed -> deed.on(tree));
        return tree;
    }

    /// The same, after another deed.
    Perturbation after(Deed first) {
        List<Deed> more = new ArrayList<>(deeds);
        more.addFirst(first);
        return new Perturbation(more);
    }

    /// The same, with one deed left out.
    Perturbation without(int index) {
        List<Deed> fewer = new ArrayList<>(deeds);
        fewer.remove(index);
        return new Perturbation(fewer);
    }
}
