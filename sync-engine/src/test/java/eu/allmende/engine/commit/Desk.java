package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// One device with one folder: its files lie in a directory, what it fetches in memory.
final class Desk implements AutoCloseable {
    final CommonsFolder folder;
    final Map<EntryId, byte[]> arrived = new ConcurrentHashMap<>();
    final Map<EntryId, String> failed = new ConcurrentHashMap<>();
    final Queue<String> noticed = new ConcurrentLinkedQueue<>();
    final AtomicLong moved = new AtomicLong();
    final AtomicLong crossed = new AtomicLong();

    /// What an earlier run of the program left of files that were arriving.
    final Map<EntryId, byte[]> leftBehind = new ConcurrentHashMap<>();

    private final Path dir;
    private final Map<EntryId, Path> files = new HashMap<>();

    Desk(FakeCommons commons, Device device, FolderHandle handle, Path dir) throws IOException {
        this.dir = Files.createDirectories(dir);
        folder = commons.open(device, handle, dir.resolve("flow.db"));
    }

    /// A change that creates, or writes anew, a file with this content.
    Change file(int number, byte[] content) throws IOException {
        EntryId id = new EntryId(1, number);
        Path path = dir.resolve("file " + number);
        Files.write(path, content);
        files.put(id, path);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            Content.File file =
                    folder.namer()
                            .name(
                                    channel,
                                    new ContentNamer.Facts(channel.size(), Instant.EPOCH, false));
            return new Change(
                    id, Optional.of(new EntryState(EntryState.ROOT, "file " + number, file)));
        }
    }

    /// Knows a file that an earlier run of the program wrote.
    void knows(int number, Path path) {
        files.put(new EntryId(1, number), path);
    }

    Publication publish(long base, List<Change> changes) throws IOException {
        return folder.publish(base, changes, this::read, progress());
    }

    Publication publish(long base, Change... changes) throws IOException {
        return publish(base, List.of(changes));
    }

    /// Fetches the files that the commits after a sequence name, each as the last of them has it:
    /// two states of one file would arrive in either order.
    List<RemoteCommit> fetchAfter(long sequence) throws IOException {
        List<RemoteCommit> commits = folder.commitsAfter(sequence);
        Map<EntryId, Wanted> wanted = new LinkedHashMap<>();
        for (RemoteCommit commit : commits) {
            for (Change change : commit.changes()) {
                if (change.after().isPresent()
                        && change.after().get().content() instanceof Content.File file) {
                    wanted.put(change.entry(), new Wanted(change.entry(), file));
                }
            }
        }
        fetch(List.copyOf(wanted.values()));
        return commits;
    }

    void fetch(List<Wanted> wanted) throws IOException {
        arrived.clear();
        failed.clear();
        folder.fetch(wanted, arrival(), progress());
    }

    SeekableByteChannel read(EntryId entry) throws IOException {
        return Files.newByteChannel(Objects.requireNonNull(files.get(entry)));
    }

    Progress progress() {
        return new Progress() {
            @Override
            public void moved(long contentBytes) {
                moved.addAndGet(contentBytes);
            }

            @Override
            public void crossed(long wireBytes) {
                crossed.addAndGet(wireBytes);
            }

            @Override
            public void noticed(String sentence) {
                noticed.add(sentence);
            }
        };
    }

    private Arrival arrival() {
        Map<EntryId, ByteArrayOutputStream> begun = new ConcurrentHashMap<>();
        return new Arrival() {
            @Override
            public Optional<ReadableByteChannel> left(Wanted wanted) {
                return Optional.ofNullable(leftBehind.get(wanted.entry()))
                        .map(bytes -> Channels.newChannel(new ByteArrayInputStream(bytes)));
            }

            @Override
            public WritableByteChannel goOn(Wanted wanted, long from) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                byte[] left = Objects.requireNonNull(leftBehind.get(wanted.entry()));
                out.write(left, 0, (int) from);
                begun.put(wanted.entry(), out);
                return Channels.newChannel(out);
            }

            @Override
            public WritableByteChannel begin(Wanted wanted) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                begun.put(wanted.entry(), out);
                return Channels.newChannel(out);
            }

            @Override
            public void arrived(Wanted wanted) {
                arrived.put(
                        wanted.entry(),
                        Objects.requireNonNull(begun.get(wanted.entry())).toByteArray());
            }

            @Override
            public void failed(Wanted wanted, String reason) {
                failed.put(wanted.entry(), reason);
            }
        };
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
