package eu.allmende.node.store;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The volumes of a store, in the order they were begun. Only the last one grows.
final class Volumes implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Volumes.class.getName());
    private static final String SUFFIX = ".vol";

    private final Path dir;
    private final long mostBytes;
    private final TreeMap<Integer, Volume> volumes = new TreeMap<>();

    /// Somebody may still be reading in them.
    private final List<Volume> dropped = new ArrayList<>();

    /// Where a record will lie. To be closed once the index knows of it, or it was given up.
    record Place(Volume volume, long offset) implements AutoCloseable {
        @Override
        public void close() {
            volume.settle();
        }
    }

    /// @param mostBytes a volume that would grow past this is followed by a new one
    Volumes(Path dir, long mostBytes) throws IOException {
        this.dir = dir;
        this.mostBytes = mostBytes;
        for (int number : numbers(dir)) {
            volumes.put(number, new Volume(number, file(number)));
        }
    }

    /// All of them, oldest first.
    synchronized Collection<Volume> all() {
        return List.copyOf(volumes.values());
    }

    /// What all of them take of the disk.
    synchronized long bytes() {
        return volumes.values().stream().mapToLong(Volume::end).sum();
    }

    /// The one with this number; empty if its file is gone.
    synchronized Optional<Volume> find(int number) {
        return Optional.ofNullable(volumes.get(number));
    }

    /// The head of a piece's record; empty if there is no such record there, or not a whole head.
    Optional<RecordHead> head(PieceIndex.Row row) throws IOException {
        Optional<Volume> volume = find(row.spot().volume());
        if (volume.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(RecordHead.SIZE_BYTES);
        try {
            volume.get().read(row.spot().offset(), bytes);
        } catch (EOFException e) {
            LOG.log(Level.DEBUG, "a volume is shorter than the index knows it", e);
            return Optional.empty();
        }
        return RecordHead.decode(bytes.flip())
                .filter(head -> head.key().equals(row.key()))
                .filter(head -> head.recordLength() == row.spot().length());
    }

    /// Sets the place aside for a record of that length.
    synchronized Place claim(int length) throws IOException {
        Volume last = volumes.isEmpty() ? begin(1) : volumes.lastEntry().getValue();
        if (!last.isSound() || (last.end() > 0 && last.end() + length > mostBytes)) {
            last = begin(last.number() + 1);
        }
        return new Place(last, last.claim(length));
    }

    /// Those in which nobody writes any more, oldest first.
    synchronized List<Volume> full() {
        return volumes.isEmpty()
                ? List.of()
                : volumes.headMap(volumes.lastKey()).values().stream()
                        .filter(Volume::isSettled)
                        .toList();
    }

    /// Deletes a volume of which the index knows nothing any more; not the one that grows, nor one
    /// in which somebody is still writing. Its bytes are given back at once, though the file is
    /// still open.
    ///
    /// @return how many bytes it took; 0 if it was not deleted
    synchronized long dropIfUnused(int number, PieceIndex index) throws IOException {
        Volume volume = volumes.get(number);
        if (volume == null
                || volumes.lastKey() == number
                || !volume.isSettled()
                || index.isUsed(number)) {
            return 0;
        }
        volumes.remove(number);
        Files.deleteIfExists(file(number));
        dropped.add(volume);
        long bytes = volume.end();
        volume.truncate(0);
        return bytes;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Volume volume : volumes.values()) {
            volume.close();
        }
        for (Volume volume : dropped) {
            volume.close();
        }
    }

    private Volume begin(int number) throws IOException {
        Volume volume = new Volume(number, file(number));
        syncDirectory(dir);
        volumes.put(number, volume);
        return volume;
    }

    private Path file(int number) {
        return dir.resolve("%06d%s".formatted(number, SUFFIX));
    }

    /// A new file's name must be on the disk too before a receipt may count on its bytes.
    private static void syncDirectory(Path dir) throws IOException {
        if (dir.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static List<Integer> numbers(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{6}" + SUFFIX))
                    .map(name -> Integer.parseInt(name.substring(0, 6)))
                    .sorted()
                    .toList();
        }
    }
}
