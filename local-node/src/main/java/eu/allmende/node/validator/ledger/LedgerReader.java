package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.log.MerkleLog;
import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.merkle.ConsistencyProof;
import eu.allmende.protocol.merkle.InclusionProof;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/// Reads the ledger's file beside its writer, over a few connections that callers share. Safe for
/// many threads.
public final class LedgerReader implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    private final BlockingQueue<Database> idle = new ArrayBlockingQueue<>(CONNECTIONS);

    private LedgerReader() {}

    /// @param file exists and has its tables
    static LedgerReader open(Path file) throws IOException {
        LedgerReader reader = new LedgerReader();
        for (int i = 0; i < CONNECTIONS; i++) {
            reader.idle.add(Database.openForReading(file));
        }
        return reader;
    }

    /// A leaf, its place, and the proof that it stands under a root.
    ///
    /// @param index its place in the log
    /// @param content its bytes
    public record Proven(long index, Bytes content, InclusionProof proof) {
        private static final int FRAME_BYTES = 32;
        private static final int HASH_BYTES = 2 + Hash.SIZE_BYTES;

        /// At most how many bytes it takes in an answer.
        long wireBytes() {
            return FRAME_BYTES + content.size() + (long) HASH_BYTES * proof.path().size();
        }
    }

    /// How many leaves the log has.
    public long size() throws IOException {
        return read(database -> MerkleLog.forReading(database).size());
    }

    /// The root over the first `size` leaves.
    ///
    /// @param size at most [#size]
    public Hash root(long size) throws IOException {
        return read(database -> MerkleLog.forReading(database).root(size));
    }

    /// The proofs that leaves stand under the root over the first `size` leaves.
    public List<InclusionProof> inclusions(List<Long> indexes, long size) throws IOException {
        return read(database -> {
            MerkleLog log = MerkleLog.forReading(database);
            return indexes.stream().map(index -> log.inclusion(index, size)).toList();
        });
    }

    /// The proof that the log with `to` leaves begins with the log with `from` leaves.
    public ConsistencyProof consistency(long from, long to) throws IOException {
        return read(database -> MerkleLog.forReading(database).consistency(from, to));
    }

    /// A subject's leaves under the root over the first `size` leaves of the log.
    ///
    /// @param after how many of its first leaves to leave out
    public List<Proven> leaves(Subject subject, long after, Slice slice) throws IOException {
        return read(database -> {
            MerkleLog log = MerkleLog.forReading(database);
            List<Proven> found = new ArrayList<>();
            long bytes = 0;
            for (long index : Filing.places(database, subject, after, slice.most())) {
                if (index >= slice.size()) {
                    break;
                }
                Proven leaf =
                        new Proven(index, log.leaf(index), log.inclusion(index, slice.size()));
                bytes += leaf.wireBytes();
                if (!found.isEmpty() && bytes > slice.mostBytes()) {
                    break;
                }
                found.add(leaf);
            }
            return found;
        });
    }

    /// The newest commit that names a snapshot of the folder, under the root over the first `size`
    /// leaves; empty if there is none among them.
    public Optional<Proven> snapshot(FolderId folder, long size) throws IOException {
        return read(database -> {
            MerkleLog log = MerkleLog.forReading(database);
            return Filing.snapshot(database, folder)
                    .filter(index -> index < size)
                    .map(index -> new Proven(index, log.leaf(index), log.inclusion(index, size)));
        });
    }

    /// How much of a subject to read.
    ///
    /// @param size only leaves among the first so many of the log
    /// @param most no more leaves than this
    /// @param mostBytes no more bytes of leaves and proofs than this, unless the first alone has
    ///   more
    public record Slice(long size, int most, long mostBytes) {}

    /// The log's size and the tips of subjects, all of one moment.
    ///
    /// @param size leaves of the log
    /// @param tips in the order asked for
    public record Tips(long size, List<Tip> tips) {}

    /// The tips of subjects.
    public Tips tips(List<Subject> subjects) throws IOException {
        return read(database ->
                new Tips(
                        MerkleLog.forReading(database).size(),
                        subjects.stream().map(one -> Filing.tip(database, one)).toList()));
    }

    /// The newest ledger time.
    public long timeMillis() throws IOException {
        return read(database ->
                database.first("SELECT time FROM applied", row -> row.number(1)).orElseThrow());
    }

    /// What stands in the operator's place for a node that has not left; empty if there is no such
    /// node.
    public Optional<Hash> operatorOf(NodeId node) throws IOException {
        return read(database ->
                database.first(
                        "SELECT operator FROM node WHERE id = ? AND ended = 0",
                        row -> row.hash(1),
                        node.hash()));
    }

    private <T> T read(Function<Database, T> reading) throws IOException {
        Database database;
        try {
            database = idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the ledger's file", e);
        }
        try {
            return database.together(() -> reading.apply(database));
        } catch (UncheckedIOException e) {
            throw new IOException("the ledger's file cannot be read", e);
        } finally {
            idle.add(database);
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < CONNECTIONS; i++) {
            Database database = idle.poll();
            if (database != null) {
                database.close();
            }
        }
    }
}
