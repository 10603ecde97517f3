package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// A store without a disk, for tests of other rooms.
public final class MemoryPieceStore implements PieceStore {
    private final Map<PieceKey, StoredPiece> pieces = new ConcurrentHashMap<>();
    private final Map<PieceKey, Long> trash = new ConcurrentHashMap<>();

    @Override
    public Keeping keep(PieceKey key, StoredPiece piece) {
        trash.remove(key);
        return pieces.putIfAbsent(key, piece) == null ? Keeping.NEWLY_KEPT : Keeping.ALREADY_KEPT;
    }

    @Override
    public Lookup find(PieceKey key, IntFunction<ByteBuffer> room) {
        StoredPiece piece = pieces.get(key);
        trash.remove(key);
        return piece == null ? new Lookup.Absent() : new Lookup.Found(piece);
    }

    @Override
    public Optional<Kept> kept(PieceKey key) {
        return Optional.ofNullable(pieces.get(key))
                .map(piece -> new Kept(piece.folder(), piece.bytes().remaining()));
    }

    @Override
    public Set<FolderId> folders() {
        return pieces.values().stream().map(StoredPiece::folder).collect(Collectors.toSet());
    }

    @Override
    public void discard(FolderId folder, List<PackRoot> packs, long nowMillis) {
        pieces.forEach((key, piece) -> {
            if (packs.contains(key.pack()) && piece.folder().equals(folder)) {
                trash.putIfAbsent(key, nowMillis);
            }
        });
    }

    @Override
    public int empty(long beforeMillis) {
        List<PieceKey> old =
                trash.entrySet().stream()
                        .filter(one -> one.getValue() < beforeMillis)
                        .map(Map.Entry::getKey)
                        .toList();
        old.forEach(pieces::remove);
        old.forEach(trash::remove);
        return old.size();
    }

    @Override
    public long compact(long mostBytes) {
        return 0;
    }

    @Override
    public Usage usage() {
        return new Usage(
                pieces.size(),
                pieces.values().stream().mapToLong(piece -> piece.bytes().remaining()).sum(),
                0,
                0);
    }

    @Override
    public void close() {}
}
