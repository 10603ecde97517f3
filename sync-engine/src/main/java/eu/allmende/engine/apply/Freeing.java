package eu.allmende.engine.apply;

import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.Journal;
import eu.allmende.engine.state.JournalRow;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Frees one file: its placeholder is made durable in the stage, the journal knows of both, the
/// placeholder comes beside the file, the file goes to the trash, the directories are made durable,
/// one transaction marks the entry, and only then is the file in the trash dropped.
public final class Freeing {
    private static final String CHANGED = "It has just changed.";

    private final Disk disk;
    private final FolderTrees trees;
    private final Journal journal;
    private final Places places;
    private final TrashBin trash;
    private final Set<Path> touched = new LinkedHashSet<>();

    /// Makes ready.
    public Freeing(Disk disk, FolderTrees trees, Journal journal) {
        this.disk = disk;
        this.trees = trees;
        this.journal = journal;
        places = new Places(disk.root(), trees.local());
        trash = new TrashBin(disk.root(), disk.clock());
    }

    /// Frees a file, if it is still just as it was seen.
    ///
    /// @param seen the file when its content was last compared with the commons'
    /// @param random for its placeholder
    /// @return why it was not freed, as a sentence; empty if it was. What was not freed is whole
    /// @throws IOException if what was staged cannot be deleted
    public Optional<String> free(EntryId entry, Stat seen, Hash random) throws IOException {
        Path staged = disk.root().stage().resolve("free-" + entry);
        try {
            Path file = places.of(entry);
            if (!Stat.of(file).isUnchangedSince(seen)) {
                return Optional.of(CHANGED);
            }
            stage(staged, random, seen);
            String slot = trash.slot(String.valueOf(file.getFileName()));
            JournalRow.Freeing row =
                    new JournalRow.Freeing(entry, random, Stat.of(staged).identity(), slot, seen);
            journal.begin(List.of(row));
            return replace(row, staged, file);
        } catch (IOException e) {
            return Optional.of(sentence(e));
        } finally {
            places.forget();
            Files.deleteIfExists(staged);
        }
    }

    private static String sentence(IOException e) {
        if (e instanceof NoSuchFileException) {
            return CHANGED;
        }
        return e instanceof FileAlreadyExistsException
                ? "Something has the name of its placeholder."
                : Failure.sentence(e);
    }

    private void stage(Path staged, Hash random, Stat seen) throws IOException {
        try (WritableByteChannel channel = Modes.create(staged, false)) {
            ByteBuffer bytes = ByteBuffer.wrap(new Placeholder(random).bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.setLastModifiedTime(staged, FileTime.from(seen.modified()));
        disk.durability().files(List.of(staged));
    }

    private Optional<String> replace(JournalRow.Freeing row, Path staged, Path file)
            throws IOException {
        Optional<String> objection;
        try {
            objection = swap(row, staged, file);
        } catch (IOException e) {
            objection = Optional.of(sentence(e));
        }
        disk.durability().directories(List.copyOf(touched));
        journal.finish();
        if (objection.isEmpty() && holds(beside(file), row.random())) {
            dropUnlessWrittenTo(trash.path(row.slot()), row.old());
        }
        return objection;
    }

    /// What its placeholder is called.
    static Path beside(Path file) {
        return file.resolveSibling(Placeholder.nameFor(String.valueOf(file.getFileName())));
    }

    private Optional<String> swap(JournalRow.Freeing row, Path staged, Path file)
            throws IOException {
        Path placeholder = beside(file);
        Path slot = trash.path(row.slot());
        Sighting before = trees.local().sighting(row.entry()).orElseThrow();
        disk.renames().moveNew(staged, placeholder);
        touch(placeholder);
        try {
            disk.renames().moveNew(file, slot);
        } catch (IOException e) {
            Files.deleteIfExists(placeholder);
            throw e;
        }
        touch(slot);
        mark(row, Stat.of(placeholder));
        if (Stat.of(slot).looksLike(row.old())) {
            return Optional.empty();
        }
        disk.renames().moveNew(slot, file);
        EntryState state = trees.local().tree().find(row.entry()).orElseThrow();
        trees.putLocal(row.entry(), state, before.again(before.stat(), false));
        Files.deleteIfExists(placeholder);
        return Optional.of("It was written to at this very moment.");
    }

    private void mark(JournalRow.Freeing row, Stat placeholder) {
        EntryState state = trees.local().tree().find(row.entry()).orElseThrow();
        boolean settled = StableRead.isSettled(placeholder, disk.clock().instant());
        trees.putLocal(
                row.entry(),
                state,
                new Sighting(
                        placeholder,
                        settled,
                        Optional.of(new Freed(row.random(), Freed.Standing.HERE))));
    }

    /// Who had the file open when it was freed may have written to it since: then it stays in the
    /// trash.
    private static void dropUnlessWrittenTo(Path slot, Stat old) throws IOException {
        if (Files.exists(slot, LinkOption.NOFOLLOW_LINKS) && Stat.of(slot).looksLike(old)) {
            Files.delete(slot);
        }
    }

    /// Whether a file is the placeholder with these bytes.
    static boolean holds(Path path, Hash random) throws IOException {
        try {
            Stat stat = Stat.of(path);
            if (stat.kind() != Stat.Kind.FILE || stat.sizeBytes() != Placeholder.SIZE_BYTES) {
                return false;
            }
            try (var channel = StableRead.open(path)) {
                ByteBuffer bytes = ByteBuffer.allocate(Placeholder.SIZE_BYTES);
                boolean more = true;
                while (more && bytes.hasRemaining()) {
                    more = channel.read(bytes) >= 0;
                }
                return Placeholder.read(bytes.array())
                        .filter(found -> found.random().equals(random))
                        .isPresent();
            }
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void touch(Path path) {
        Path parent = path.getParent();
        if (parent != null) {
            touched.add(places.real(parent));
        }
    }
}
