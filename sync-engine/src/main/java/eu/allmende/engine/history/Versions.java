package eu.allmende.engine.history;

import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the database says of versions. All of it only inside of its work.
final class Versions {
    private static final String FROM = " FROM version WHERE ";

    private final CacheDatabase db;

    Versions(CacheDatabase db) {
        this.db = db;
    }

    /// A commit's time and author.
    record Moment(Instant time, DeviceId author) {}

    /// Something done with each of many spans; they are not all in memory at once.
    @FunctionalInterface
    interface Each {
        /// Takes one.
        ///
        /// @param from when it began
        /// @param to when it ended; empty while it stands
        void take(Span span, Instant from, Optional<Instant> to) throws IOException, SQLException;
    }

    /// The newest commit noted; 0 if none.
    long head() throws SQLException {
        try (ResultSet row =
                db.sql("SELECT coalesce(max(sequence), 0) FROM moment").executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// Whether some version began or ended after a commit.
    boolean changedAfter(long sequence) throws SQLException {
        PreparedStatement sql =
                db.sql("SELECT EXISTS(SELECT 1" + FROM + "since > ? OR (until > ? AND until < ?))");
        sql.setLong(1, sequence);
        sql.setLong(2, sequence);
        sql.setLong(3, HistoryTables.STANDS);
        try (ResultSet row = sql.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// Notes a commit.
    ///
    /// @param changes those that count; none if it is void
    /// @param before holds at least those of their entries that stand
    void note(RemoteCommit commit, List<Change> changes, Tree before) throws SQLException {
        PreparedStatement moment = db.sql("INSERT INTO moment VALUES(?, ?, ?)");
        moment.setLong(1, commit.sequence());
        moment.setLong(2, commit.ledgerTime().toEpochMilli());
        moment.setBytes(3, commit.author().hash().bytes());
        moment.executeUpdate();
        PreparedStatement end =
                db.sql("UPDATE version SET until = ? WHERE entry = ? AND until = ?");
        PreparedStatement begin = db.sql(SpanForm.INSERT);
        for (Change change : changes) {
            if (before.contains(change.entry())) {
                end.setLong(1, commit.sequence());
                end.setBytes(2, change.entry().bytes());
                end.setLong(3, HistoryTables.STANDS);
                end.executeUpdate();
            }
            if (change.after().isPresent()) {
                EntryState state = change.after().get();
                SpanForm.set(
                        begin,
                        new Span(change.entry(), commit.sequence(), HistoryTables.STANDS, state));
                begin.executeUpdate();
            }
        }
    }

    /// When a commit was made, and by whom.
    Moment moment(long sequence) throws SQLException, IOException {
        PreparedStatement sql = db.sql("SELECT time, author FROM moment WHERE sequence = ?");
        sql.setLong(1, sequence);
        try (ResultSet row = sql.executeQuery()) {
            if (!row.next()) {
                throw new IOException("the database of versions lacks a commit");
            }
            return new Moment(
                    Instant.ofEpochMilli(row.getLong(1)), new DeviceId(Hash.of(row.getBytes(2))));
        }
    }

    /// The newest commit that was made by then; 0 if none was.
    long sequenceAt(Instant time) throws SQLException {
        PreparedStatement sql =
                db.sql("SELECT coalesce(max(sequence), 0) FROM moment WHERE time <= ?");
        sql.setLong(1, time.toEpochMilli());
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// How the entry stood after a commit, without chunks; empty if it did not.
    Optional<Span> at(EntryId entry, long sequence) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql(
                        "SELECT "
                                + SpanForm.BRIEF
                                + FROM
                                + "entry = ? AND since <= ? ORDER BY since DESC LIMIT 1");
        sql.setBytes(1, entry.bytes());
        sql.setLong(2, sequence);
        return list(sql).stream().filter(span -> span.stoodAt(sequence)).findFirst();
    }

    /// All of an entry's versions, oldest first, without chunks.
    List<Span> of(EntryId entry) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql("SELECT " + SpanForm.BRIEF + FROM + "entry = ? ORDER BY since");
        sql.setBytes(1, entry.bytes());
        return list(sql);
    }

    /// One version with its chunks.
    Optional<Span> whole(EntryId entry, long since) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql("SELECT " + SpanForm.WHOLE + FROM + "entry = ? AND since = ?");
        sql.setBytes(1, entry.bytes());
        sql.setLong(2, since);
        return list(sql).stream().findFirst();
    }

    /// All that ever lay at a spot, oldest first, without chunks.
    List<Span> at(Spot spot) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql(
                        "SELECT "
                                + SpanForm.BRIEF
                                + FROM
                                + "parent = ? AND name = ? ORDER BY since");
        sql.setBytes(1, spot.parent().bytes());
        sql.setString(2, spot.name());
        return list(sql);
    }

    /// What lies at a spot now, without chunks: one, or nothing.
    List<Span> standingAt(Spot spot) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql("SELECT " + SpanForm.BRIEF + FROM + "parent = ? AND name = ? AND until = ?");
        sql.setBytes(1, spot.parent().bytes());
        sql.setString(2, spot.name());
        sql.setLong(3, HistoryTables.STANDS);
        return list(sql);
    }

    /// The last versions of what was deleted in a directory by a commit, without chunks; not of
    /// names at which something lies there now.
    List<Span> deletedIn(EntryId directory, long sequence) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql(
                        "SELECT "
                                + SpanForm.BRIEF
                                + " FROM version v WHERE parent = ? AND until <= ? AND until < ?"
                                + " AND NOT EXISTS (SELECT 1 FROM version w WHERE w.entry = v.entry"
                                + " AND w.since = v.until) AND NOT EXISTS (SELECT 1 FROM version w"
                                + " WHERE w.parent = v.parent AND w.name = v.name AND w.until ="
                                + " ?)");
        sql.setBytes(1, directory.bytes());
        sql.setLong(2, sequence);
        sql.setLong(3, HistoryTables.STANDS);
        sql.setLong(4, HistoryTables.STANDS);
        return list(sql);
    }

    /// What lay in a directory after a commit, with chunks.
    List<Span> in(EntryId directory, long sequence) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql(
                        "SELECT "
                                + SpanForm.WHOLE
                                + FROM
                                + "parent = ? AND since <= ? AND until > ?");
        sql.setBytes(1, directory.bytes());
        sql.setLong(2, sequence);
        sql.setLong(3, sequence);
        return list(sql);
    }

    /// What lies in a directory now, without chunks.
    List<Span> standingIn(EntryId directory) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql("SELECT " + SpanForm.BRIEF + FROM + "parent = ? AND until = ?");
        sql.setBytes(1, directory.bytes());
        sql.setLong(2, HistoryTables.STANDS);
        return list(sql);
    }

    /// Goes through all versions of all files, with their chunks, oldest first.
    void forEachFile(Each each) throws SQLException, IOException {
        PreparedStatement sql =
                db.sql(
                        "SELECT "
                                + SpanForm.WHOLE
                                + ", begun.time, ended.time FROM version JOIN moment begun ON"
                                + " begun.sequence = since LEFT JOIN moment ended ON ended.sequence"
                                + " = until WHERE content IS NOT NULL ORDER BY number");
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                Span span = SpanForm.get(row);
                Optional<Instant> to =
                        span.stands()
                                ? Optional.empty()
                                : Optional.of(Instant.ofEpochMilli(row.getLong(14)));
                each.take(span, Instant.ofEpochMilli(row.getLong(13)), to);
            }
        }
    }

    /// An entry's path after a commit; empty if it, or a directory above it, was not there.
    Optional<String> path(EntryId entry, long sequence) throws SQLException, IOException {
        StringBuilder path = new StringBuilder();
        EntryId at = entry;
        while (!at.equals(EntryState.ROOT)) {
            Optional<Span> span = at(at, sequence);
            if (span.isEmpty()) {
                return Optional.empty();
            }
            EntryState state = span.get().state();
            path.insert(0, path.isEmpty() ? state.name() : state.name() + "/");
            at = state.parent();
        }
        return Optional.of(path.toString());
    }

    private static List<Span> list(PreparedStatement sql) throws SQLException, IOException {
        List<Span> spans = new ArrayList<>();
        try (ResultSet row = sql.executeQuery()) {
            while (row.next()) {
                spans.add(SpanForm.get(row));
            }
        }
        return spans;
    }
}
