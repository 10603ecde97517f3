package eu.allmende.node.validator.log;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.merkle.ConsistencyProof;
import eu.allmende.protocol.merkle.HashAt;
import eu.allmende.protocol.merkle.InclusionProof;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The log's leaves and the hashes of its complete subtrees, in the tables of one database. As safe
/// for threads as that database is.
public final class MerkleLog {
    private static final List<String> TABLES =
            List.of(
                    "CREATE TABLE IF NOT EXISTS leaf(place INTEGER PRIMARY KEY, content BLOB NOT NULL)",
                    "CREATE TABLE IF NOT EXISTS subtree(level INTEGER, place INTEGER,"
                            + " hash BLOB NOT NULL, PRIMARY KEY(level, place)) WITHOUT ROWID");

    private final Database database;
    private final HashAt subtrees;

    private MerkleLog(Database database, HashAt subtrees) {
        this.database = database;
        this.subtrees = subtrees;
    }

    /// The log in a database that may be new.
    public static MerkleLog inTablesOf(Database database) {
        database.run(TABLES);
        return new MerkleLog(database, (level, place) -> subtree(database, level, place));
    }

    /// The log in a database that already has one, for one reading: what was looked up is kept,
    /// since the proofs of one answer share most of their hashes.
    public static MerkleLog forReading(Database database) {
        Map<Node, Hash> seen = new HashMap<>();
        return new MerkleLog(
                database,
                (level, place) ->
                        seen.computeIfAbsent(
                                new Node(level, place), _ -> subtree(database, level, place)));
    }

    private record Node(int level, long place) {}

    /// How many leaves there are.
    public long size() {
        return database.first("SELECT coalesce(max(place) + 1, 0) FROM leaf", row -> row.number(1))
                .orElse(0L);
    }

    /// Adds a leaf at the end.
    ///
    /// @param index how many leaves there were before
    /// @return the leaf's hash
    public Hash append(long index, Bytes content) {
        database.update("INSERT INTO leaf(place, content) VALUES (?, ?)", index, content);
        Hash leafHash = Merkle.leafHash(content.buffer());
        keep(0, index, leafHash);
        Hash hash = leafHash;
        int level = 0;
        for (long place = index; (place & 1) == 1; place >>= 1) {
            hash = Merkle.nodeHash(subtrees.at(level, place - 1), hash);
            level++;
            keep(level, place >> 1, hash);
        }
        return leafHash;
    }

    /// The bytes of a leaf.
    ///
    /// @param index below [#size]
    public Bytes leaf(long index) {
        return database.first(
                        "SELECT content FROM leaf WHERE place = ?", row -> row.bytes(1), index)
                .orElseThrow(() -> new IllegalArgumentException("no such leaf: " + index));
    }

    /// The root over the first `size` leaves.
    public Hash root(long size) {
        return Merkle.root(subtrees, size);
    }

    /// The proof that a leaf stands under the root over the first `size` leaves.
    public InclusionProof inclusion(long index, long size) {
        return Merkle.inclusion(subtrees, index, size);
    }

    /// The proof that the log with `to` leaves begins with the log with `from` leaves.
    public ConsistencyProof consistency(long from, long to) {
        return Merkle.consistency(subtrees, from, to);
    }

    private void keep(int level, long place, Hash hash) {
        database.update(
                "INSERT INTO subtree(level, place, hash) VALUES (?, ?, ?)", level, place, hash);
    }

    private static Hash subtree(Database database, int level, long place) {
        return database.first(
                        "SELECT hash FROM subtree WHERE level = ? AND place = ?",
                        row -> row.hash(1),
                        level,
                        place)
                .orElseThrow(() -> new IllegalArgumentException("no such subtree"));
    }
}
