package eu.allmende.engine.apply;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Takes content that goes to a place of its own, outside of any plan: each file waits complete
/// until it is put down. Never overwrites anything.
public final class Landing implements Arrival {
    private final Path stage;
    private final String prefix;
    private final Renames renames = Renames.ofThisSystem();
    private final Map<EntryId, Path> complete = new ConcurrentHashMap<>();
    private final Map<EntryId, String> failures = new ConcurrentHashMap<>();

    /// @param stage a directory on the file system of the destination
    /// @param prefix how waiting files are called there; nobody else's are called so
    public Landing(Path stage, String prefix) {
        this.stage = stage;
        this.prefix = prefix;
    }

    @Override
    public WritableByteChannel begin(Wanted wanted) throws IOException {
        return Modes.create(file(wanted.entry()), wanted.content().executable());
    }

    @Override
    public void arrived(Wanted wanted) throws IOException {
        Content.File content = wanted.content();
        Path file = file(wanted.entry());
        Files.setLastModifiedTime(file, FileTime.from(content.modified()));
        if (Files.size(file) != content.sizeBytes()) {
            failed(wanted, "It arrived with the wrong length.");
        } else {
            complete.put(wanted.entry(), file);
        }
    }

    @Override
    public void failed(Wanted wanted, String reason) {
        failures.put(wanted.entry(), reason);
    }

    /// Makes an empty file, for which nothing need be fetched.
    public void empty(Wanted wanted) throws IOException {
        begin(wanted).close();
        arrived(wanted);
    }

    /// Makes all that is complete survive a crash.
    public void settle() throws IOException {
        Durability.ofThisSystem().files(List.copyOf(complete.values()));
    }

    /// Why a file did not come; empty if it is complete.
    public Optional<String> failure(EntryId entry) {
        return complete.containsKey(entry)
                ? Optional.empty()
                : Optional.of(failures.getOrDefault(entry, "It did not arrive."));
    }

    /// Gives a complete file its name.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if something has that name
    public void putDown(EntryId entry, Path to) throws IOException {
        Path file = complete.remove(entry);
        if (file == null) {
            throw new IllegalStateException("a file is not complete");
        }
        renames.moveNew(file, to);
    }

    /// Drops what was not put down.
    public void clear(List<EntryId> entries) throws IOException {
        for (EntryId entry : entries) {
            Files.deleteIfExists(file(entry));
        }
    }

    private Path file(EntryId entry) {
        return stage.resolve(prefix + entry);
    }
}
