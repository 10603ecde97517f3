package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.util.List;
import java.util.Optional;

/// Which entries are filed under a subject.
final class Filing {
    private Filing() {}

    static Tip tip(Database database, Subject subject) {
        return database.first(
                        "SELECT count, chain FROM subject WHERE name = ?",
                        row -> new Tip(row.number(1), row.hash(2)),
                        subject.name())
                .orElse(Tip.START);
    }

    /// The tip that a subject had after so many entries; empty if it never had so many.
    ///
    /// @param count 1 or more
    static Optional<Tip> tipAt(Database database, Subject subject, long count) {
        return database.first(
                "SELECT number, chain FROM filed WHERE subject ="
                        + " (SELECT id FROM subject WHERE name = ?) AND number = ?",
                row -> new Tip(row.number(1), row.hash(2)),
                subject.name(),
                count);
    }

    /// The place in the log of the newest commit that names a snapshot of the folder.
    static Optional<Long> snapshot(Database database, FolderId folder) {
        return database.first(
                "SELECT snapshot FROM folder WHERE id = ? AND snapshot IS NOT NULL",
                row -> row.number(1),
                StateView.column(folder));
    }

    /// The places in the log of a subject's entries, those after the first `after`, oldest first.
    static List<Long> places(Database database, Subject subject, long after, int most) {
        return database.all(
                "SELECT place FROM filed WHERE subject = (SELECT id FROM subject WHERE name = ?)"
                        + " AND number > ? ORDER BY number LIMIT ?",
                row -> row.number(1),
                subject.name(),
                after,
                most);
    }
}
