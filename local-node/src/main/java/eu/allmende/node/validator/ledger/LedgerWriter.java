package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.log.MerkleLog;
import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ratis.server.protocol.TermIndex;

/// Checks entries and carries them out: the one place that changes the ledger's file. What it does
/// depends on the file and the batch alone, so that all validators, and all replays, agree.
///
/// For one thread.
final class LedgerWriter {
    private final Database database;
    private final MerkleLog log;
    private final LedgerRules rules;
    private final StateView view;
    private final StateWriter state;

    /// @param database the ledger's file, which may be new
    /// @param foundedMillis ledger time never falls below it
    LedgerWriter(Database database, LedgerRules rules, long foundedMillis) {
        this.database = database;
        this.rules = rules;
        database.run(StateTables.MADE_BY);
        database.update(
                "INSERT OR IGNORE INTO applied(one, term, place, time) VALUES (1, ?, ?, ?)",
                TermIndex.INITIAL_VALUE.getTerm(),
                TermIndex.INITIAL_VALUE.getIndex(),
                foundedMillis);
        this.log = MerkleLog.inTablesOf(database);
        this.view = new StateView(database);
        this.state = new StateWriter(database);
    }

    /// How far Ratis' log was applied.
    TermIndex applied() {
        return database.first(
                        "SELECT term, place FROM applied",
                        row -> TermIndex.valueOf(row.number(1), row.number(2)))
                .orElseThrow();
    }

    /// How many leaves the log has.
    long size() {
        return log.size();
    }

    /// Notes how far Ratis' log was applied.
    void reached(TermIndex applied) {
        database.update(
                "UPDATE applied SET term = ?, place = ?", applied.getTerm(), applied.getIndex());
    }

    /// Checks and carries out the entries, in their order.
    ///
    /// @param touched takes the subjects that grew
    List<Outcome> apply(Batch batch, Set<Subject> touched) {
        long timeMillis = tick(batch.stampMillis());
        List<Outcome> outcomes = new ArrayList<>(batch.entries().size());
        for (Bytes entry : batch.entries()) {
            outcomes.add(apply(entry, timeMillis, touched));
        }
        return outcomes;
    }

    private long tick(long stampMillis) {
        database.update("UPDATE applied SET time = max(time, ?)", stampMillis);
        return database.first("SELECT time FROM applied", row -> row.number(1)).orElseThrow();
    }

    private Outcome apply(Bytes entry, long timeMillis, Set<Subject> touched) {
        SignedEntry signed;
        try {
            signed = SignedEntry.decode(entry);
        } catch (MalformedException e) {
            return new Outcome.Refused(Refusal.BAD_FORM);
        }
        Hash hash = signed.hash();
        Optional<Outcome> known = known(hash);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Refusal> refusal = rules.check(signed, view);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        return accept(signed, hash, timeMillis, touched);
    }

    private Optional<Outcome> known(Hash entry) {
        return database.first(
                "SELECT place, time FROM known WHERE entry = ?",
                row -> new Outcome.Accepted(row.number(1), row.number(2)),
                entry);
    }

    private Outcome accept(SignedEntry signed, Hash hash, long timeMillis, Set<Subject> touched) {
        long index = log.size();
        Hash leafHash = log.append(index, LedgerLeaf.encode(timeMillis, signed));
        database.update(
                "INSERT INTO known(entry, place, time) VALUES (?, ?, ?)", hash, index, timeMillis);
        for (Subject subject : Subject.of(signed.entry())) {
            file(subject, index, leafHash);
            touched.add(subject);
        }
        state.apply(signed.entry(), new StateWriter.Stamp(index, timeMillis));
        return new Outcome.Accepted(index, timeMillis);
    }

    private void file(Subject subject, long index, Hash leafHash) {
        Tip tip = Filing.tip(database, subject).next(leafHash);
        database.update(
                "INSERT INTO subject(name, count, chain) VALUES (?, ?, ?) ON CONFLICT(name)"
                        + " DO UPDATE SET count = excluded.count, chain = excluded.chain",
                subject.name(),
                tip.count(),
                tip.chain());
        database.update(
                "INSERT INTO filed(subject, number, place, chain)"
                        + " SELECT id, ?, ?, ? FROM subject WHERE name = ?",
                tip.count(),
                index,
                tip.chain(),
                subject.name());
    }
}
