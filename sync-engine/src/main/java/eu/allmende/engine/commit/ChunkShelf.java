package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds chunks in packs, and what lies in a pack.
final class ChunkShelf {
    private static final int CHECKED = 1;

    private final CacheDatabase db;

    ChunkShelf(CacheDatabase db) {
        this.db = db;
    }

    /// Where a chunk lies: best in a pack that a commit needs, and where this device checked it.
    /// Never where it was found bad, or in a pack that is retired.
    Optional<FlowState.Spot> find(ChunkId chunk) throws IOException {
        return first(chunk, "trust >= 0");
    }

    /// Where a chunk lies that this device sealed or checked there itself.
    Optional<FlowState.Spot> findChecked(ChunkId chunk) throws IOException {
        return first(chunk, "trust = " + CHECKED);
    }

    private Optional<FlowState.Spot> first(ChunkId chunk, String trusted) throws IOException {
        return db.run(() -> {
            PreparedStatement sql =
                    db.sql(
                            "SELECT root, at, chunk.length, trust, use, since FROM chunk JOIN pack ON"
                                    + " pack.number = chunk.pack WHERE id = ? AND use <> 'RETIRED' AND "
                                    + trusted
                                    + " ORDER BY use = 'CLAIMED' DESC, trust DESC, since DESC LIMIT 1");
            sql.setBytes(1, chunk.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(spot(row)) : Optional.empty();
            }
        });
    }

    /// Where a chunk lies that this device sealed or checked there, other than in some packs.
    Optional<FlowState.Spot> findChecked(ChunkId chunk, Set<PackRoot> except) throws IOException {
        return db.run(() -> {
            PreparedStatement sql =
                    db.sql(
                            "SELECT root, at, chunk.length, trust, use, since FROM chunk JOIN pack ON"
                                    + " pack.number = chunk.pack WHERE id = ? AND trust = 1 AND use IN"
                                    + " ('CLAIMED', 'WAITING') ORDER BY use = 'CLAIMED' DESC, since"
                                    + " DESC");
            sql.setBytes(1, chunk.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    FlowState.Spot spot = spot(row);
                    if (!except.contains(spot.pack())) {
                        return Optional.of(spot);
                    }
                }
                return Optional.empty();
            }
        });
    }

    /// The chunks that are noted to lie in a pack.
    Map<ChunkId, Extent> of(PackRoot root) throws IOException {
        return of(root, "trust >= 0 AND ");
    }

    private Map<ChunkId, Extent> of(PackRoot root, String trusted) throws IOException {
        return db.run(() -> {
            Map<ChunkId, Extent> chunks = new LinkedHashMap<>();
            PreparedStatement sql =
                    db.sql(
                            "SELECT id, at, length FROM chunk WHERE "
                                    + trusted
                                    + "pack = (SELECT number FROM pack WHERE root = ?)");
            sql.setBytes(1, root.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    chunks.put(
                            new ChunkId(Hash.of(row.getBytes(1))),
                            new Extent(row.getInt(2), row.getInt(3)));
                }
            }
            return chunks;
        });
    }

    /// All chunks that are said to lie in a pack, those found bad there among them.
    Map<ChunkId, Extent> allOf(PackRoot root) throws IOException {
        return of(root, "");
    }

    private static FlowState.Spot spot(ResultSet row) throws SQLException {
        return new FlowState.Spot(
                new PackRoot(Hash.of(row.getBytes(1))),
                new Extent(row.getInt(2), row.getInt(3)),
                row.getInt(4) == CHECKED,
                Use.valueOf(row.getString(5)),
                row.getLong(6));
    }
}
