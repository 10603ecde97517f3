package eu.allmende.node.validator;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.follow.DirectoryAnswer;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Where nodes answer and who runs them: their own signed records, newest only, until they expire.
/// Beside the log, so that they can be forgotten. Safe for many threads.
final class Directory implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    "CREATE TABLE IF NOT EXISTS record(node BLOB PRIMARY KEY,"
                            + " expires INTEGER NOT NULL, content BLOB NOT NULL) WITHOUT ROWID");

    private final ReentrantLock lock = new ReentrantLock();
    private final Database database;

    private Directory(Database database) {
        this.database = database;
    }

    static Directory open(Path file) throws IOException {
        Database database = Database.open(file, Database.Safety.MAY_FALL_BACK);
        database.run(TABLES);
        return new Directory(database);
    }

    /// Keeps a record, unless a later one of that node is here or the directory is full.
    ///
    /// @param record signed, and of a node on the ledger
    void keep(NodeRecord record, long nowMillis) {
        NodeRecord.Statement statement = record.statement();
        lock.lock();
        try {
            database.update("DELETE FROM record WHERE expires <= ?", nowMillis);
            database.update(
                    "INSERT INTO record(node, expires, content) SELECT ?, ?, ?"
                            + " WHERE (SELECT count(*) FROM record) < ?"
                            + " ON CONFLICT(node) DO UPDATE SET expires = excluded.expires,"
                            + " content = excluded.content"
                            + " WHERE excluded.expires > record.expires",
                    statement.nodeKey().nodeId().hash(),
                    statement.expiresMillis(),
                    record.encode(),
                    DirectoryAnswer.MOST_RECORDS);
        } finally {
            lock.unlock();
        }
    }

    /// All records that have not expired.
    List<NodeRecord> records(long nowMillis) {
        List<Bytes> contents;
        lock.lock();
        try {
            contents =
                    database.all(
                            "SELECT content FROM record WHERE expires > ? LIMIT ?",
                            row -> row.bytes(1),
                            nowMillis,
                            DirectoryAnswer.MOST_RECORDS);
        } finally {
            lock.unlock();
        }
        List<NodeRecord> records = new ArrayList<>(contents.size());
        contents.forEach(content -> records.add(decode(content)));
        return records;
    }

    private static NodeRecord decode(Bytes content) {
        try {
            return NodeRecord.decode(content);
        } catch (MalformedException e) {
            throw new UncheckedIOException("the directory holds what nobody wrote", e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }
}
