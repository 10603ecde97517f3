package eu.allmende.engine.commit;

import eu.allmende.engine.state.CacheDatabase;
import java.util.List;

/// The file with what is known of packs, chunks and commits. All of it can be had again from the
/// ledger and the packs.
final class FlowTables {
    private static final int VERSION = 4;
    private static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE pack(number INTEGER PRIMARY KEY, root BLOB NOT NULL UNIQUE,
                        code INTEGER NOT NULL, k INTEGER NOT NULL, n INTEGER NOT NULL,
                        length INTEGER NOT NULL, holders BLOB NOT NULL, receipts BLOB NOT NULL,
                        told INTEGER NOT NULL, use TEXT NOT NULL, since INTEGER NOT NULL,
                        released INTEGER NOT NULL, touched INTEGER NOT NULL,
                        kind TEXT NOT NULL)\
                    """,
                    """
                    CREATE TABLE chunk(id BLOB NOT NULL, pack INTEGER NOT NULL, at INTEGER NOT NULL,
                        length INTEGER NOT NULL, trust INTEGER NOT NULL, PRIMARY KEY(id, pack))
                        WITHOUT ROWID\
                    """,
                    // Pieces that the ledger moved, wherever the pack's own row says they lie:
                    // a pack may become known after its moves, for it was in a snapshot.
                    """
                    CREATE TABLE moved(root BLOB NOT NULL, piece INTEGER NOT NULL,
                        holder INTEGER NOT NULL, touched INTEGER NOT NULL,
                        PRIMARY KEY(root, piece)) WITHOUT ROWID\
                    """,
                    "CREATE INDEX pack_touched ON pack(touched)",
                    "CREATE INDEX chunk_by_pack ON chunk(pack)",
                    "CREATE INDEX chunk_bad ON chunk(trust) WHERE trust < 0",
                    """
                    CREATE TABLE leaf(sequence INTEGER PRIMARY KEY, place INTEGER NOT NULL,
                        count INTEGER NOT NULL, bytes BLOB NOT NULL)\
                    """,
                    "CREATE TABLE kept(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");

    static final CacheDatabase.Form FORM =
            new CacheDatabase.Form("the database of packs", VERSION, TABLES);

    private FlowTables() {}
}
