package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A store without a disk, for tests of other rooms.
public final class MemoryPieceStore implements PieceStore {
    private final Map<PieceKey, StoredPiece> pieces = new ConcurrentHashMap<>();

    @Override
    public void keep(PieceKey key, StoredPiece piece) {
        pieces.putIfAbsent(key, piece);
    }

    @Override
    public Lookup find(PieceKey key) {
        StoredPiece piece = pieces.get(key);
        return piece == null ? new Lookup.Absent() : new Lookup.Found(piece);
    }

    @Override
    public Optional<FolderId> folderOf(PieceKey key) {
        return Optional.ofNullable(pieces.get(key)).map(StoredPiece::folder);
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
