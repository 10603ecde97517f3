package eu.allmende.checks.bench;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.state.FolderStore;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What the three trees of a folder cost: heap per entry, and the time to write and to read them.
///
/// The folder has a million files of one chunk, twenty to a directory, with names of 16 letters;
/// everything is synced.
final class TreesBench implements Bench.Measured {
    private static final int ENTRIES = 1_000_000;
    private static final int IN_ONE_DIRECTORY = 20;
    private static final long BIRTH_NANOS = 1_790_000_000_000_000_000L;

    private final SplittableRandom random = new SplittableRandom(1);

    @Override
    public List<Figure> measure() throws IOException {
        List<Figure> figures = new ArrayList<>();
        try (Scratch scratch = Scratch.make()) {
            Path file = scratch.dir().resolve("trees.db");
            long empty = usedBytes();
            try (FolderStore store = FolderDatabase.open(file).store()) {
                fill(store.trees());
                figures.add(heap("heap per entry after the first sync", empty));
                long start = System.nanoTime();
                store.save();
                figures.add(time("write a million entries", start));
            }
            long start = System.nanoTime();
            try (FolderStore store = FolderDatabase.open(file).store()) {
                figures.add(time("read a million entries", start));
                figures.add(heap("heap per entry after a restart", empty));
                if (store.trees().synced().size() != ENTRIES) {
                    throw new IllegalStateException("entries are missing");
                }
            }
        }
        return figures;
    }

    private void fill(FolderTrees trees) {
        EntryId directory = EntryState.ROOT;
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            EntryId entry = new EntryId(random.nextLong(), random.nextLong());
            boolean opens = i % IN_ONE_DIRECTORY == 0;
            EntryId parent = opens ? EntryState.ROOT : directory;
            Content content = opens ? new Content.Directory() : file();
            EntryState there = new EntryState(copy(parent), name(), copy(content));
            EntryState here =
                    new EntryState(parent, new String(there.name().toCharArray()), content);
            trees.putLocal(entry, here, new Sighting(stat(content, i), true));
            changes.add(new Change(entry, Optional.of(there)));
            directory = opens ? entry : directory;
            if (changes.size() == 1000) {
                trees.advance(trees.sequence() + 1, changes);
                changes.clear();
            }
        }
        trees.advance(trees.sequence() + 1, changes);
        trees.settle();
    }

    private Content.File file() {
        Hash chunk = hash();
        return new Content.File(
                hash(),
                4096,
                Instant.EPOCH.plusNanos(BIRTH_NANOS),
                false,
                ChunkList.of(List.of(new ChunkId(chunk))));
    }

    private Hash hash() {
        byte[] bytes = new byte[Hash.SIZE_BYTES];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    /// What is read from a commit is another object than what the disk gave.
    private static EntryId copy(EntryId id) {
        return new EntryId(id.high(), id.low());
    }

    private static Content copy(Content content) {
        return content instanceof Content.File file
                ? new Content.File(
                        Hash.of(file.contentId().bytes()),
                        file.sizeBytes(),
                        file.modified().plusNanos(0),
                        file.executable(),
                        ChunkList.of(file.chunks().bytes()))
                : content;
    }

    private String name() {
        StringBuilder name = new StringBuilder("document-");
        while (name.length() < 16) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString();
    }

    private static Stat stat(Content content, int number) {
        return new Stat(
                content instanceof Content.File ? Stat.Kind.FILE : Stat.Kind.DIRECTORY,
                content instanceof Content.File ? 4096 : 0,
                BIRTH_NANOS,
                BIRTH_NANOS,
                new Identity(1, 1000L + number, BIRTH_NANOS),
                0644);
    }

    private static Figure heap(String name, long emptyBytes) {
        return Figure.cost(name, (usedBytes() - emptyBytes) / (double) ENTRIES, 512, "bytes");
    }

    private static Figure time(String name, long startNanos) {
        return Figure.cost(name, (System.nanoTime() - startNanos) / 1e9, 0, "s");
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
