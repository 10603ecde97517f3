package eu.allmende.engine.commit;

import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where pieces lie that the ledger moved. What is noted here counts before what a pack's own row
/// says: whoever told of the pack later perhaps did not know. Only inside of other work.
final class MovedPieces {
    private final CacheDatabase db;

    private record Place(int piece, int holder) {}

    MovedPieces(CacheDatabase db) {
        this.db = db;
    }

    /// Notes a move; of several moves of one piece the last one noted counts.
    ///
    /// @param sequence the newest commit before it
    void note(Entry.Move move, long sequence) throws SQLException {
        PreparedStatement sql = db.sql("INSERT OR REPLACE INTO moved VALUES(?, ?, ?, ?)");
        sql.setBytes(1, move.pack().hash().bytes());
        sql.setInt(2, move.piece());
        sql.setInt(3, move.to());
        sql.setLong(4, sequence);
        sql.executeUpdate();
    }

    /// A pack with its pieces where they lie now.
    PackShelf.Shelved applied(PackShelf.Shelved pack) throws SQLException {
        List<Place> places = new ArrayList<>();
        PreparedStatement sql = db.sql("SELECT piece, holder FROM moved WHERE root = ?");
        sql.setBytes(1, pack.root().hash().bytes());
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                places.add(new Place(row.getInt(1), row.getInt(2)));
            }
        }
        return applied(pack, places);
    }

    /// The same for many packs.
    List<PackShelf.Shelved> applied(List<PackShelf.Shelved> packs) throws SQLException {
        Map<PackRoot, List<Place>> places = new HashMap<>();
        try (ResultSet row = db.sql("SELECT root, piece, holder FROM moved").executeQuery()) {
            while (row.next()) {
                places.computeIfAbsent(
                                new PackRoot(Hash.of(row.getBytes(1))), _ -> new ArrayList<>())
                        .add(new Place(row.getInt(2), row.getInt(3)));
            }
        }
        return packs.stream()
                .map(pack -> applied(pack, places.getOrDefault(pack.root(), List.of())))
                .toList();
    }

    private static PackShelf.Shelved applied(PackShelf.Shelved pack, List<Place> places) {
        PackPlacement placement = pack.placement();
        for (Place place : places) {
            if (place.piece < placement.holders().size()) {
                placement = placement.moved(place.piece, place.holder);
            }
        }
        return pack.lying(placement);
    }
}
