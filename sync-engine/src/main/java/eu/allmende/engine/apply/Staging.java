package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Takes content as it arrives, from many threads, and hands complete files to the one thread that
/// puts them in place. When the fetching is ahead by [#AHEAD] files, it waits.
final class Staging implements Arrival {
    private static final int AHEAD = 4096;

    private final FolderRoot root;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(AHEAD);
    private final Runnable news;
    private final String prefix;
    private volatile boolean given;

    Staging(FolderRoot root) {
        this(root, "", () -> {});
    }

    private Staging(FolderRoot root, String prefix, Runnable news) {
        this.root = root;
        this.prefix = prefix;
        this.news = news;
    }

    /// One for the bulk lane, whose files never meet those of another.
    ///
    /// @param news called after each event; must be quick
    static Staging ofBulk(FolderRoot root, Runnable news) {
        return new Staging(root, "bulk-", news);
    }

    /// How staged files are called.
    static String name(EntryId entry) {
        return "in-" + entry;
    }

    /// Whether a file in the stage is one that was arriving.
    static boolean isArriving(Path file) {
        return file.getFileName().toString().startsWith("in-");
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
        refuseIfGivenUp();
        return new Arriving(Modes.create(file(wanted), wanted.content().executable()));
    }

    private void refuseIfGivenUp() throws IOException {
        if (given) {
            throw new IOException("nothing more is wanted");
        }
    }

    /// A file on its way; it does not go on when nothing more is wanted.
    private final class Arriving implements WritableByteChannel {
        private final WritableByteChannel file;

        Arriving(WritableByteChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            refuseIfGivenUp();
            return file.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public Optional<ReadableByteChannel> left(Wanted wanted) throws IOException {
        Path file = file(wanted);
        boolean usable =
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(file) <= wanted.content().sizeBytes()
                        && Modes.isExecutable(file) == wanted.content().executable();
        return usable ? Optional.of(Files.newByteChannel(file)) : Optional.empty();
    }

    @Override
    public WritableByteChannel goOn(Wanted wanted, long from) throws IOException {
        refuseIfGivenUp();
        SeekableByteChannel channel =
                Files.newByteChannel(
                        file(wanted), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return new Arriving(channel.truncate(from).position(from));
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

    /// Moves into the list what is there, up to a number; waits for nothing.
    void poll(List<Event> into, int most) {
        events.drainTo(into, most);
    }

    /// Deletes what was staged of these, and is of no use now. What cannot be deleted is
    /// overwritten or deleted later.
    void drop(Stream<Wanted> useless) {
        useless.map(this::file)
                .forEach(file -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException e) {
                        System.getLogger(Staging.class.getName())
                                .log(System.Logger.Level.DEBUG, "a staged file stays", e);
                    }
                });
    }

    private void put(Event event) throws InterruptedIOException {
        try {
            boolean taken = false;
            while (!taken && (!given || event instanceof Event.Ended)) {
                taken = events.offer(event, 100, TimeUnit.MILLISECONDS);
            }
            news.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while staging");
        }
    }

    private Path file(Wanted wanted) {
        return root.stage().resolve(prefix + name(wanted.entry()));
    }
}
