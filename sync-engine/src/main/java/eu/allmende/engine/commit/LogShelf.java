package eu.allmende.engine.commit;

import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far this device has read a folder's log, and the commits in it, as the ledger proved them.
final class LogShelf {
    private static final String TIP = "tip";
    private static final String ATTEMPT = "attempt";
    private static final String NAMED = "named";
    private static final String CARED = "cared";
    private static final String SAMPLED = "sampled";
    private static final String BEGUN = "begun";
    private static final String SNAPSHOT = "snapshot";

    private final CacheDatabase db;
    private final PackShelf packs;
    private final RetentionShelf retention;
    private final InstantSource clock;

    /// The last commit that this device handed in.
    ///
    /// @param base the sequence that the changes were made on
    /// @param changes hash over the changes
    /// @param entry hash of the signed entry
    record Attempt(long base, Hash changes, Hash entry) {}

    LogShelf(CacheDatabase db, PackShelf packs, InstantSource clock) {
        this.db = db;
        this.packs = packs;
        retention = new RetentionShelf(db);
        this.clock = clock;
    }

    /// Where reading goes on.
    Tip tip() throws IOException {
        Optional<Bytes> kept = kept(TIP);
        return kept.isEmpty() ? Tip.START : ShelfForm.tip(kept.get());
    }

    /// Notes what was read: where packs lie, which are claimed, and the commits.
    void note(Reading reading, long head) throws IOException {
        db.run(() -> {
            long sequence = head;
            for (LedgerLeaf leaf : reading.leaves()) {
                if (leaf.entry() instanceof Entry.Commit) {
                    insert(++sequence, leaf);
                }
                notePacks(leaf, sequence);
            }
            put(TIP, ShelfForm.encode(reading.tip()));
            return sequence;
        });
    }

    /// Notes once more what entries that were read before say of packs: in the meantime something
    /// older was noted.
    ///
    /// @param leaves in order, as they follow a commit
    /// @param after that commit
    void notePacksAgain(List<LedgerLeaf> leaves, long after) throws IOException {
        db.run(() -> {
            long sequence = after;
            for (LedgerLeaf leaf : leaves) {
                sequence += leaf.entry() instanceof Entry.Commit ? 1 : 0;
                notePacks(leaf, sequence);
            }
            return sequence;
        });
    }

    /// Notes the commits that came before the snapshot with which reading began, but not what they
    /// say of packs.
    void noteBefore(List<LedgerLeaf> before) throws IOException {
        db.run(() -> {
            long sequence = 0;
            for (LedgerLeaf leaf : before) {
                if (leaf.entry() instanceof Entry.Commit) {
                    insert(++sequence, leaf);
                }
            }
            put(BEGUN, ShelfForm.encode(new SnapshotMark(0, Tip.START)));
            return sequence;
        });
    }

    private void notePacks(LedgerLeaf leaf, long sequence) throws SQLException, IOException {
        switch (leaf.entry()) {
            case Entry.Packs told -> {
                for (PackPlacement placement : told.packs()) {
                    packs.noteTold(placement, clock.millis());
                    packs.noteTouched(List.of(placement.root()), sequence);
                }
            }
            case Entry.Commit commit -> {
                packs.noteUse(commit.claimed(), Use.CLAIMED);
                packs.noteReleased(commit.released(), leaf.timeMillis());
                packs.noteTouched(commit.claimed(), sequence);
                packs.noteTouched(commit.released(), sequence);
            }
            case Entry.Retire retire -> {
                packs.noteUse(retire.packs(), Use.RETIRED);
                packs.noteTouched(retire.packs(), sequence);
            }
            case Entry.Move move -> packs.noteMoved(move, sequence);
            case Entry.Retain retain -> retention.note(leaf, retain);
            default -> {}
        }
    }

    /// The newest commit that was noted, or that was in the snapshot it all began with.
    long head() throws IOException {
        long begun = begun().map(SnapshotMark::sequence).orElse(0L);
        return db.run(() -> {
            try (ResultSet row =
                    db.sql("SELECT coalesce(max(sequence), 0) FROM leaf").executeQuery()) {
                return row.next() ? Math.max(begun, row.getLong(1)) : begun;
            }
        });
    }

    /// The mark of the snapshot that reading began with; empty if it began with the first entry.
    Optional<SnapshotMark> begun() throws IOException {
        Optional<Bytes> kept = kept(BEGUN);
        return kept.isEmpty() ? Optional.empty() : Optional.of(ShelfForm.mark(kept.get()));
    }

    /// Begins with a snapshot; only where nothing was noted yet.
    void begin(SnapshotMark mark) throws IOException {
        db.run(() -> {
            put(BEGUN, ShelfForm.encode(mark));
            put(TIP, ShelfForm.encode(mark.tip()));
            return mark;
        });
    }

    /// Forgets all that was noted of the log: it is read from its first entry.
    void beginAnew() throws IOException {
        db.run(() -> {
            for (String name : List.of(BEGUN, TIP, NAMED, SNAPSHOT)) {
                PreparedStatement sql = db.sql("DELETE FROM kept WHERE name = ?");
                sql.setString(1, name);
                sql.executeUpdate();
            }
            return db.sql("DELETE FROM leaf").executeUpdate();
        });
    }

    /// How many commits there are after a sequence, and their bytes.
    Length lengthAfter(long sequence) throws IOException {
        return db.run(() -> {
            PreparedStatement sql =
                    db.sql(
                            "SELECT count(*), coalesce(sum(length(bytes)), 0) FROM leaf WHERE"
                                    + " sequence > ?");
            sql.setLong(1, sequence);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? new Length(row.getLong(1), row.getLong(2)) : new Length(0, 0);
            }
        });
    }

    /// A stretch of the log.
    record Length(long commits, long bytes) {}

    /// When packs were last looked through.
    FolderUpkeep.Cared cared() throws IOException {
        Optional<Bytes> kept = kept(CARED);
        return kept.isEmpty() ? new FolderUpkeep.Cared(0, 0) : ShelfForm.cared(kept.get());
    }

    void noteCared(FolderUpkeep.Cared cared) throws IOException {
        keep(CARED, ShelfForm.encode(cared));
    }

    /// When some packs are proven next by this device itself, and what came of the last time.
    ///
    /// @param nextMillis 0 if that was not drawn yet
    /// @param lastMillis 0 if there was none
    record Sampled(long nextMillis, long lastMillis, PieceCounts counts, long mended) {
        Sampled next(long millis) {
            return new Sampled(millis, lastMillis, counts, mended);
        }
    }

    Sampled sampled() throws IOException {
        Optional<Bytes> kept = kept(SAMPLED);
        return kept.isEmpty()
                ? new Sampled(0, 0, PieceCounts.NONE, 0)
                : ShelfForm.sampled(kept.get());
    }

    void noteSampled(Sampled sampled) throws IOException {
        keep(SAMPLED, ShelfForm.encode(sampled));
    }

    /// The newest snapshot that was read of.
    Optional<SnapshotDirectory> snapshot() throws IOException {
        Optional<Bytes> kept = kept(SNAPSHOT);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(CborReader.read(kept.get().bytes(), SnapshotDirectory::read));
    }

    /// Notes a snapshot, unless a newer one is noted.
    void noteSnapshot(SnapshotDirectory directory) throws IOException {
        boolean newer =
                snapshot().map(known -> known.sequence() <= directory.sequence()).orElse(true);
        if (!newer) {
            return;
        }
        keep(SNAPSHOT, Bytes.of(CborWriter.write(directory::write)));
    }

    /// The commits after a sequence, in order.
    List<LedgerLeaf> after(long sequence) throws IOException {
        return after(sequence, Integer.MAX_VALUE);
    }

    /// The first of the commits after a sequence, in order.
    List<LedgerLeaf> after(long sequence, int most) throws IOException {
        record Row(long place, long count, Bytes bytes) {}
        List<Row> rows =
                db.run(() -> {
                    List<Row> found = new ArrayList<>();
                    PreparedStatement sql =
                            db.sql(
                                    "SELECT place, count, bytes FROM leaf WHERE sequence > ? ORDER BY"
                                            + " sequence LIMIT ?");
                    sql.setLong(1, sequence);
                    sql.setInt(2, most);
                    try (ResultSet row = sql.executeQuery()) {
                        while (row.next()) {
                            found.add(
                                    new Row(
                                            row.getLong(1),
                                            row.getLong(2),
                                            Bytes.of(row.getBytes(3))));
                        }
                    }
                    return found;
                });
        List<LedgerLeaf> leaves = new ArrayList<>();
        for (Row row : rows) {
            leaves.add(LedgerLeaf.decode(row.place, row.bytes, row.count));
        }
        return leaves;
    }

    /// Up to which sequence it is noted what the commits say of packs.
    long named() throws IOException {
        Optional<Bytes> kept = kept(NAMED);
        return kept.isEmpty()
                ? 0
                : CborReader.read(kept.get().bytes(), in -> in.number(0, Long.MAX_VALUE));
    }

    /// Notes that one more commit is noted; does nothing if one before it is not.
    void noteNamed(long sequence) throws IOException {
        if (sequence == named() + 1) {
            noteAllNamed(sequence);
        }
    }

    /// Notes that all commits up to this one are noted.
    void noteAllNamed(long sequence) throws IOException {
        keep(NAMED, Bytes.of(CborWriter.write(out -> out.number(sequence))));
    }

    Optional<Attempt> attempt() throws IOException {
        Optional<Bytes> kept = kept(ATTEMPT);
        return kept.isEmpty() ? Optional.empty() : Optional.of(ShelfForm.attempt(kept.get()));
    }

    void noteAttempt(Attempt attempt) throws IOException {
        keep(ATTEMPT, ShelfForm.encode(attempt));
    }

    Optional<Bytes> kept(String name) throws IOException {
        return db.run(() -> {
            PreparedStatement sql = db.sql("SELECT value FROM kept WHERE name = ?");
            sql.setString(1, name);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(Bytes.of(row.getBytes(1))) : Optional.empty();
            }
        });
    }

    void keep(String name, Bytes value) throws IOException {
        db.run(() -> {
            put(name, value);
            return value;
        });
    }

    private void put(String name, Bytes value) throws SQLException {
        PreparedStatement sql = db.sql("INSERT OR REPLACE INTO kept VALUES(?, ?)");
        sql.setString(1, name);
        sql.setBytes(2, value.bytes());
        sql.executeUpdate();
    }

    private void insert(long sequence, LedgerLeaf leaf) throws SQLException {
        PreparedStatement sql = db.sql("INSERT INTO leaf VALUES(?, ?, ?, ?)");
        sql.setLong(1, sequence);
        sql.setLong(2, leaf.index());
        sql.setLong(3, leaf.countInSubject());
        sql.setBytes(4, leaf.encode().bytes());
        sql.executeUpdate();
    }
}
