package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Takes content as it arrives, from many threads, and hands complete files to the one thread that
/// puts them in place. When the fetching is ahead by [#AHEAD] files, it waits.
final class Staging implements Arrival {
    private static final int AHEAD = 4096;

    private final FolderRoot root;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(AHEAD);
    private volatile boolean given;

    Staging(FolderRoot root) {
        this.root = root;
    }

    /// How staged files are called.
    static String name(EntryId entry) {
        return "in-" + entry;
    }

    /// What happened.
    sealed interface Event {
        /// A file is complete in the stage.
        record Staged(Wanted wanted, Path file) implements Event {}

        /// A file could not be had.
        record Failed(Wanted wanted, String reason) implements Event {}

        /// Nothing more comes.
        record Ended(Optional<IOException> why) implements Event {}
    }

    /// What happens next, or has happened already.
    BlockingQueue<Event> events() {
        return events;
    }

    /// Nothing more is wanted: whoever still writes is told so.
    void giveUp() {
        given = true;
    }

    /// Makes an empty file, for which nothing need be fetched.
    void stageEmpty(Wanted wanted) throws IOException {
        begin(wanted).close();
        arrived(wanted);
    }

    @Override
    public WritableByteChannel begin(Wanted wanted) throws IOException {
        if (given) {
            throw new IOException("nothing more is wanted");
        }
        return Modes.create(file(wanted), wanted.content().executable());
    }

    @Override
    public void arrived(Wanted wanted) throws IOException {
        Content.File content = wanted.content();
        Path file = file(wanted);
        Files.setLastModifiedTime(file, FileTime.from(content.modified()));
        if (Files.size(file) != content.sizeBytes()) {
            failed(wanted, "It arrived with the wrong length.");
        } else {
            put(new Event.Staged(wanted, file));
        }
    }

    @Override
    public void failed(Wanted wanted, String reason) {
        try {
            put(new Event.Failed(wanted, reason));
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    void ended(Optional<IOException> why) {
        try {
            put(new Event.Ended(why));
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Moves into the list what is there, up to a number; waits for the first one.
    void take(List<Event> into, int most) throws InterruptedException {
        into.add(events.take());
        events.drainTo(into, most - 1);
    }

    private void put(Event event) throws InterruptedIOException {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while staging");
        }
    }

    private Path file(Wanted wanted) {
        return root.stage().resolve(name(wanted.entry()));
    }
}
