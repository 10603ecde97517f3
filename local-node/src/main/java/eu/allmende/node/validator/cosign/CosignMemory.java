package eu.allmende.node.validator.cosign;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What was cosigned, kept so that a power cut loses nothing: the largest size with its root, and
/// the last head for which a quorum was gathered. Lies apart from the ledger's file, so that
/// whatever befalls that one is noticed. For one thread at a time.
final class CosignMemory implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    "CREATE TABLE IF NOT EXISTS signed(one INTEGER PRIMARY KEY CHECK (one = 1),"
                            + " size INTEGER NOT NULL, root BLOB NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS head(one INTEGER PRIMARY KEY CHECK (one = 1),"
                            + " note TEXT NOT NULL)");

    private final Database database;

    private CosignMemory(Database database) {
        this.database = database;
    }

    static CosignMemory open(Path file) throws IOException {
        Database database = Database.open(file, Database.Safety.HOLDS);
        database.run(TABLES);
        return new CosignMemory(database);
    }

    /// A size of the log and the root that was signed for it.
    record Signed(long size, Hash root) {}

    Optional<Signed> largest() {
        return database.first(
                "SELECT size, root FROM signed", row -> new Signed(row.number(1), row.hash(2)));
    }

    /// Replaces what was remembered, if that is still what the caller believes.
    ///
    /// @return whether it was
    boolean replace(Optional<Signed> before, Signed after) {
        if (before.isEmpty()) {
            return database.update(
                            "INSERT INTO signed(one, size, root) VALUES (1, ?, ?)"
                                    + " ON CONFLICT(one) DO NOTHING",
                            after.size(),
                            after.root())
                    == 1;
        }
        return database.update(
                        "UPDATE signed SET size = ?, root = ? WHERE size = ? AND root = ?",
                        after.size(),
                        after.root(),
                        before.get().size(),
                        before.get().root())
                == 1;
    }

    Optional<CosignedHead> head() {
        return database.first("SELECT note FROM head", row -> row.text(1)).map(CosignMemory::parse);
    }

    void keep(CosignedHead head) {
        database.update(
                "INSERT INTO head(one, note) VALUES (1, ?)"
                        + " ON CONFLICT(one) DO UPDATE SET note = excluded.note",
                head.note());
    }

    private static CosignedHead parse(String note) {
        try {
            return CosignedHead.parse(note);
        } catch (MalformedException e) {
            throw new UncheckedIOException("the memory holds what nobody wrote", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
