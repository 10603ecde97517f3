package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.piece.PackManifest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Keeps pieces in append-only volumes with an index beside them.
public final class VolumePieceStore implements PieceStore {
    static final long VOLUME_BYTES = 256L * 1024 * 1024;

    private static final Logger LOG = System.getLogger(VolumePieceStore.class.getName());
    private static final String INDEX = "index.db";
    private static final String SUFFIX = ".vol";

    private final Path dir;
    private final long volumeBytes;
    private final DiskSeal seal;
    private final TreeMap<Integer, Volume> volumes = new TreeMap<>();
    private final PieceIndex index;
    private final AtomicLong pieces = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private VolumePieceStore(Path dir, byte[] diskKey, long volumeBytes) throws IOException {
        this.dir = dir;
        this.volumeBytes = volumeBytes;
        this.seal = new DiskSeal(diskKey);
        Files.createDirectories(dir);
        this.index = openIndex(dir);
        openVolumes();
        Usage usage = index.usage();
        pieces.set(usage.pieces());
        bytes.set(usage.bytes());
    }

    /// Opens the store in a directory, and first mends what a crash left behind.
    ///
    /// @param diskKey 32 secret bytes, the same each time
    /// @throws IOException if the disk failed
    public static VolumePieceStore open(Path dir, byte[] diskKey) throws IOException {
        return new VolumePieceStore(dir, diskKey, VOLUME_BYTES);
    }

    static VolumePieceStore open(Path dir, byte[] diskKey, long volumeBytes) throws IOException {
        return new VolumePieceStore(dir, diskKey, volumeBytes);
    }

    @Override
    public void keep(PieceKey key, StoredPiece piece) throws IOException {
        if (index.find(key).isPresent() && find(key) instanceof Lookup.Found) {
            return;
        }
        ByteBuffer record = record(key, piece);
        int length = record.remaining();
        Volume volume = volumeFor(length);
        long offset = volume.append(record);
        volume.sync(offset + length);
        PieceIndex.Spot spot = new PieceIndex.Spot(volume.number(), offset, length, piece.folder());
        index.add(volume.number(), List.of(new PieceIndex.Row(key, spot)), 0);
        pieces.incrementAndGet();
        bytes.addAndGet(length);
    }

    @Override
    public Lookup find(PieceKey key) throws IOException {
        Optional<PieceIndex.Spot> spot = index.find(key);
        if (spot.isEmpty()) {
            return new Lookup.Absent();
        }
        ByteBuffer record = ByteBuffer.allocate(spot.get().length());
        volume(spot.get().volume()).read(spot.get().offset(), record);
        Optional<RecordHead> head = RecordHead.decode(record.flip());
        return head.filter(found -> found.key().equals(key)).isPresent()
                ? open(head.get(), record)
                : new Lookup.Damaged();
    }

    @Override
    public Optional<FolderId> folderOf(PieceKey key) throws IOException {
        return index.find(key).map(PieceIndex.Spot::folder);
    }

    @Override
    public Usage usage() {
        return new Usage(pieces.get(), bytes.get());
    }

    @Override
    public void close() throws IOException {
        synchronized (volumes) {
            for (Volume volume : volumes.values()) {
                index.add(volume.number(), List.of(), volume.end());
                volume.close();
            }
        }
        index.close();
    }

    private ByteBuffer record(PieceKey key, StoredPiece piece) {
        ByteBuffer manifest = piece.manifest().encode();
        int plain = manifest.remaining() + piece.bytes().remaining();
        RecordHead head =
                new RecordHead(
                        key, piece.folder(), manifest.remaining(), plain + DiskSeal.OVERHEAD_BYTES);
        ByteBuffer encoded = head.encode();
        ByteBuffer record = ByteBuffer.allocate(RecordHead.SIZE_BYTES + head.sealedLength());
        record.put(encoded.duplicate());
        seal.seal(encoded, List.of(manifest, piece.bytes()), record);
        return record.flip();
    }

    private Lookup open(RecordHead head, ByteBuffer record) {
        try {
            ByteBuffer associated = record.slice(0, RecordHead.SIZE_BYTES);
            ByteBuffer sealed = record.slice(RecordHead.SIZE_BYTES, head.sealedLength());
            ByteBuffer plain = seal.open(associated, sealed);
            PackManifest manifest = PackManifest.decode(plain.slice(0, head.manifestLength()));
            int length = plain.remaining() - head.manifestLength();
            return new Lookup.Found(
                    new StoredPiece(
                            head.folder(), manifest, plain.slice(head.manifestLength(), length)));
        } catch (GeneralSecurityException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            LOG.log(Level.WARNING, "a record of the store is damaged", e);
            return new Lookup.Damaged();
        }
    }

    private Volume volumeFor(int length) throws IOException {
        synchronized (volumes) {
            Volume last = volumes.isEmpty() ? null : volumes.lastEntry().getValue();
            if (last != null && last.end() + length <= volumeBytes) {
                return last;
            }
            return openVolume(last == null ? 1 : last.number() + 1);
        }
    }

    private Volume volume(int number) throws IOException {
        synchronized (volumes) {
            Volume volume = volumes.get(number);
            if (volume == null) {
                throw new IOException("a volume of the store is missing");
            }
            return volume;
        }
    }

    private Volume openVolume(int number) throws IOException {
        Volume volume = new Volume(number, dir.resolve("%06d%s".formatted(number, SUFFIX)));
        volumes.put(number, volume);
        return volume;
    }

    private void openVolumes() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            List<Integer> numbers =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("\\d{6}" + SUFFIX))
                            .map(name -> Integer.parseInt(name.substring(0, 6)))
                            .sorted()
                            .toList();
            for (int number : numbers) {
                readUnindexed(openVolume(number));
            }
        }
    }

    /// Finds the records that were written after the index last knew the volume; cuts off a torn
    /// tail.
    private void readUnindexed(Volume volume) throws IOException {
        VolumeScan scan = VolumeScan.from(volume, index.indexedUpTo(volume.number()));
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
