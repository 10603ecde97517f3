package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.piece.PackManifest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;

/// Keeps pieces in append-only volumes with an index beside them.
public final class VolumePieceStore implements PieceStore {
    static final long VOLUME_BYTES = 256L * 1024 * 1024;

    private static final Logger LOG = System.getLogger(VolumePieceStore.class.getName());
    private static final String INDEX = "index.db";

    private final DirectoryLock directory;
    private final DiskSeal seal;
    private final Volumes volumes;
    private final PieceIndex index;
    private final KeyedTurns<PieceKey> turns = new KeyedTurns<>();
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private final Counting counting;
    private final ReentrantLock tidyingOne = new ReentrantLock();
    private volatile boolean closing;

    private VolumePieceStore(Path dir, DirectoryLock lock, DiskSeal seal, long volumeBytes)
            throws IOException {
        this.directory = lock;
        this.seal = seal;
        this.index = openIndex(dir);
        this.volumes = new Volumes(dir, volumeBytes);
        for (Volume volume : volumes.all()) {
            readUnindexed(volume);
        }
        counting = new Counting(index.usage(), volumes.bytes());
    }

    /// Opens the store in a directory, and first mends what a crash left behind.
    ///
    /// @param diskKey 32 secret bytes, the same each time
    /// @throws CannotOpenException if another program has it open, or the key is another one
    /// @throws IOException if the disk failed
    public static VolumePieceStore open(Path dir, byte[] diskKey) throws IOException {
        return open(dir, diskKey, VOLUME_BYTES);
    }

    static VolumePieceStore open(Path dir, byte[] diskKey, long volumeBytes) throws IOException {
        Files.createDirectories(dir);
        DirectoryLock lock = DirectoryLock.take(dir);
        try {
            DiskKeyCheck.requireSame(dir, diskKey);
            return new VolumePieceStore(dir, lock, new DiskSeal(diskKey), volumeBytes);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Keeping keep(PieceKey key, StoredPiece piece) throws IOException {
        Lock reading = open.readLock();
        reading.lock();
        try (KeyedTurns<PieceKey>.Turn _ = turns.await(key)) {
            Optional<PieceIndex.Spot> before = index.find(key);
            if (before.isPresent() && isWhole(key, before.get())) {
                restore(key);
                return Keeping.ALREADY_KEPT;
            }
            write(key, piece);
            return Keeping.NEWLY_KEPT;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Lookup find(PieceKey key, IntFunction<ByteBuffer> room) throws IOException {
        Optional<PieceIndex.Spot> spot = index.find(key);
        while (spot.isPresent()) {
            Optional<Lookup> found = read(key, spot.get(), room);
            if (found.isPresent()) {
                if (spot.get().trashedMillis() > 0) {
                    restore(key);
                }
                return found.get();
            }
            Optional<PieceIndex.Spot> before = spot;
            spot = index.find(key);
            if (spot.filter(now -> now.isAt(before.get())).isPresent()) {
                LOG.log(Level.WARNING, "a record of the store is damaged");
                return new Lookup.Damaged();
            }
        }
        return new Lookup.Absent();
    }

    private void restore(PieceKey key) throws IOException {
        counting.trashed(-index.restore(key));
    }

    /// The record at a spot; empty if there is no whole one of the piece, or not any more.
    private Optional<Lookup> read(PieceKey key, PieceIndex.Spot spot, IntFunction<ByteBuffer> room)
            throws IOException {
        Optional<RecordHead> head = volumes.head(new PieceIndex.Row(key, spot));
        Optional<Volume> volume = volumes.find(spot.volume());
        if (head.isEmpty() || volume.isEmpty()) {
            return Optional.empty();
        }
        return seal.open(
                        head.get().encode(),
                        volume.get()
                                .readerAt(
                                        spot.offset() + RecordHead.SIZE_BYTES,
                                        head.get().sealedLength()),
                        room.apply(head.get().plainLength()))
                .map(plain -> split(head.get(), plain));
    }

    @Override
    public Optional<Kept> kept(PieceKey key) throws IOException {
        return index.find(key).map(spot -> new Kept(spot.folder(), spot.length()));
    }

    @Override
    public Set<FolderId> folders() throws IOException {
        return index.folders();
    }

    @Override
    public void discard(FolderId folder, List<PackRoot> packs, long nowMillis) throws IOException {
        for (PackRoot pack : packs) {
            counting.trashed(index.discard(folder, pack, nowMillis));
        }
    }

    @Override
    public int empty(long beforeMillis) throws IOException {
        return tidying(() -> emptyTrash(beforeMillis));
    }

    @Override
    public long compact(long mostBytes) throws IOException {
        return tidying(
                () -> new Compaction(volumes, index, counting, () -> !closing).run(mostBytes));
    }

    private interface Tidying<T> {
        T run() throws IOException;
    }

    /// One after the other, and not past the end.
    private <T> T tidying(Tidying<T> work) throws IOException {
        Lock reading = open.readLock();
        reading.lock();
        try {
            tidyingOne.lock();
            try {
                return work.run();
            } finally {
                tidyingOne.unlock();
            }
        } finally {
            reading.unlock();
        }
    }

    private int emptyTrash(long beforeMillis) throws IOException {
        int dropped = 0;
        Set<Integer> touched = new HashSet<>();
        for (PieceIndex.Row row : index.trashedBefore(beforeMillis)) {
            if (drop(row)) {
                dropped++;
                touched.add(row.spot().volume());
            }
        }
        for (int volume : touched) {
            counting.freed(volumes.dropIfUnused(volume, index));
        }
        return dropped;
    }

    /// Forgets the piece first: what a crash leaves of its record costs room, and nothing else.
    private boolean drop(PieceIndex.Row row) throws IOException {
        try (KeyedTurns<PieceKey>.Turn _ = turns.await(row.key())) {
            if (!index.dropTrashed(row.key())) {
                return false;
            }
            counting.dropped(row.spot().length(), true);
            Optional<Volume> volume = volumes.find(row.spot().volume());
            if (volume.isPresent() && volumes.head(row).isPresent()) {
                volume.get().write(row.spot().offset(), ByteBuffer.allocate(RecordHead.SIZE_BYTES));
            }
            return true;
        }
    }

    @Override
    public Usage usage() {
        return counting.now();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        Lock writing = open.writeLock();
        writing.lock();
        try (directory;
                index;
                volumes) {
            for (Volume volume : volumes.all()) {
                index.add(volume.number(), List.of(), volume.end());
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(PieceKey key, StoredPiece piece) throws IOException {
        ByteBuffer manifest = piece.manifest().encode();
        int plain = manifest.remaining() + piece.bytes().remaining();
        RecordHead head =
                new RecordHead(
                        key,
                        piece.folder(),
                        manifest.remaining(),
                        piece.bytes().remaining(),
                        seal.sealedLength(plain));
        int length = head.recordLength();
        try (Volumes.Place place = volumes.claim(length)) {
            try {
                write(place, head, List.of(manifest, piece.bytes()));
            } catch (IOException e) {
                counting.wasted(place.volume().abandon(place.offset(), length));
                throw e;
            }
            Optional<PieceIndex.Spot> before;
            try {
                before = index.add(row(key, piece.folder(), place, length));
            } catch (IOException e) {
                counting.wasted(length);
                throw e;
            }
            counting.kept(length);
            before.ifPresent(spot -> counting.dropped(spot.length(), spot.trashedMillis() > 0));
        }
    }

    private static PieceIndex.Row row(
            PieceKey key, FolderId folder, Volumes.Place place, int length) {
        int number = place.volume().number();
        return new PieceIndex.Row(key, new PieceIndex.Spot(number, place.offset(), length, folder));
    }

    /// Writes the head last: a record that begins like one was written to its end.
    private void write(Volumes.Place place, RecordHead head, List<ByteBuffer> plain)
            throws IOException {
        Volume volume = place.volume();
        ByteBuffer encoded = head.encode();
        seal.seal(encoded, plain, volume.writerAt(place.offset() + RecordHead.SIZE_BYTES));
        volume.write(place.offset(), encoded);
        volume.sync();
    }

    private boolean isWhole(PieceKey key, PieceIndex.Spot spot) throws IOException {
        Optional<RecordHead> head = volumes.head(new PieceIndex.Row(key, spot));
        Optional<Volume> volume = volumes.find(spot.volume());
        return head.isPresent()
                && volume.isPresent()
                && seal.opens(
                        head.get().encode(),
                        volume.get()
                                .readerAt(
                                        spot.offset() + RecordHead.SIZE_BYTES,
                                        head.get().sealedLength()),
                        head.get().plainLength());
    }

    private static Lookup split(RecordHead head, ByteBuffer plain) {
        PackManifest manifest = PackManifest.decode(plain.slice(0, head.manifestLength()));
        ByteBuffer piece = plain.slice(head.manifestLength(), head.pieceLength());
        return new Lookup.Found(new StoredPiece(head.folder(), manifest, piece));
    }

    /// Finds the records that were written after the index last knew the volume; cuts off what a
    /// crash left unfinished at its end.
    private void readUnindexed(Volume volume) throws IOException {
        long known = Math.min(index.indexedUpTo(volume.number()), volume.end());
        VolumeScan scan = VolumeScan.from(volume, known);
        index.add(volume.number(), scan.rows(), scan.end());
        if (scan.end() < volume.end()) {
            LOG.log(Level.WARNING, "a write that a crash cut short is removed from a volume");
            volume.truncate(scan.end());
        }
    }

    private static PieceIndex openIndex(Path dir) throws IOException {
        Path file = dir.resolve(INDEX);
        try {
            return new PieceIndex(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the index of pieces is rebuilt from the volumes", e);
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(dir.resolve(INDEX + suffix));
            }
            return new PieceIndex(file);
        }
    }
}
