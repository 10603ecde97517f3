package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.util.List;

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
