package eu.allmende.node.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A store without a disk, for tests of other rooms.
public final class MemoryPieceStore implements PieceStore {
    private final Map<PieceKey, StoredPiece> pieces = new ConcurrentHashMap<>();

    @Override
    public Keeping keep(PieceKey key, StoredPiece piece) {
        return pieces.putIfAbsent(key, piece) == null ? Keeping.NEWLY_KEPT : Keeping.ALREADY_KEPT;
    }

    @Override
    public Lookup find(PieceKey key) {
        StoredPiece piece = pieces.get(key);
        return piece == null ? new Lookup.Absent() : new Lookup.Found(piece);
    }

    @Override
    public Optional<Kept> kept(PieceKey key) {
        return Optional.ofNullable(pieces.get(key))
                .map(piece -> new Kept(piece.folder(), piece.bytes().remaining()));
    }

    @Override
    public Usage usage() {
        return new Usage(
                pieces.size(),
                pieces.values().stream().mapToLong(piece -> piece.bytes().remaining()).sum());
    }

    @Override
    public void close() {}
}
