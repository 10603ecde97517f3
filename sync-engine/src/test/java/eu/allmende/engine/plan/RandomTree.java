package eu.allmende.engine.plan;

import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Makes small trees by chance: what is small is often in conflict, and can be read.
final class RandomTree {
    private static final List<String> NAMES = List.of("a", "b", "c.txt", "d");
    private static final List<String> NAMES_IN_TWO_CASES =
            List.of("a", "A", "b", "B", "c.txt", "C.txt");
    private static final int SAME_EVERYWHERE = 0;

    private final Random random;
    private final List<String> names;
    private int counter = 1;

    RandomTree(Random random) {
        this(random, NAMES);
    }

    private RandomTree(Random random, List<String> names) {
        this.random = random;
        this.names = names;
    }

    /// With names of which some differ in nothing but capital letters.
    static RandomTree inTwoCases(Random random) {
        return new RandomTree(random, NAMES_IN_TWO_CASES);
    }

    /// Up to ten entries, up to four levels.
    Tree tree() {
        Tree tree = new Tree();
        for (int i = 2 + random.nextInt(9); i > 0; i--) {
            new Deed.Create(freshId(), spot(tree), content()).on(tree);
        }
        return tree;
    }

    /// An id whose place in any order is chance.
    EntryId freshId() {
        return new EntryId(1 + random.nextInt(900), counter++);
    }

    /// A spot that may be taken, in a directory of the tree.
    Spot spot(Tree tree) {
        return new Spot(directory(tree), pick(names));
    }

    /// A directory, or the root.
    EntryId directory(Tree tree) {
        return pick(directories(tree));
    }

    /// A spot that may be taken, in this directory or one in it.
    Spot spotWithin(Tree tree, EntryId directory) {
        List<EntryId> within = directories(tree);
        within.removeIf(entry -> !tree.isWithin(entry, directory));
        return new Spot(pick(within), pick(names));
    }

    private static List<EntryId> directories(Tree tree) {
        List<EntryId> directories = entries(tree);
        directories.removeIf(entry -> !tree.find(entry).orElseThrow().isDirectory());
        directories.add(EntryState.ROOT);
        return directories;
    }

    /// What an entry may hold: often a directory, mostly bytes that nobody else has.
    Content content() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Content.Directory();
            case 3 -> link();
            default -> file();
        };
    }

    /// Content of the same kind.
    Content like(Content old) {
        return switch (old) {
            case Content.Directory directory -> directory;
            case Content.Link _ -> link();
            case Content.File file ->
                    random.nextInt(4) == 0
                            ? Same.withExecutable(file, !file.executable())
                            : Same.withExecutable((Content.File) file(), file.executable());
        };
    }

    /// Content of another kind.
    Content unlike(Content old) {
        Content other = content();
        while (other.getClass() == old.getClass()) {
            other = content();
        }
        return other;
    }

    private Content link() {
        return new Content.Link("target" + (random.nextInt(6) == 0 ? SAME_EVERYWHERE : counter++));
    }

    private Content file() {
        return file(random.nextInt(6) == 0 ? SAME_EVERYWHERE : counter++);
    }

    /// A file with the bytes of this number.
    static Content file(int number) {
        byte[] id = ByteBuffer.allocate(Hash.SIZE_BYTES).putInt(number).array();
        return new Content.File(Hash.of(id), 1, Instant.EPOCH, false, ChunkList.EMPTY);
    }

    /// The entries, in an order that a replay has as well.
    static List<EntryId> entries(Tree tree) {
        List<EntryId> list = new ArrayList<>(tree.ids());
        list.sort(Comparator.naturalOrder());
        return list;
    }

    /// A copy.
    static Tree copy(Tree tree) {
        Tree copy = new Tree();
        tree.ids().forEach(entry -> copy.put(entry, tree.find(entry).orElseThrow()));
        return copy;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
