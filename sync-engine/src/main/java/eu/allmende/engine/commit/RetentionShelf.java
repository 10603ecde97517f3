package eu.allmende.engine.commit;

import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Retention;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long a folder's released packs stay, as its log says. May be noted twice.
final class RetentionShelf {
    private static final String NAME = "retention";
    private static final int MOST = 1_000_000;

    private final CacheDatabase db;

    RetentionShelf(CacheDatabase db) {
        this.db = db;
    }

    /// Notes what an entry says of it; inside of other work.
    void note(LedgerLeaf leaf, Entry.Retain retain) throws SQLException, IOException {
        SortedMap<Long, Retention.Term> terms = terms();
        terms.put(leaf.index(), new Retention.Term(retain.stayMillis(), leaf.timeMillis()));
        PreparedStatement sql = db.sql("INSERT OR REPLACE INTO kept VALUES(?, ?)");
        sql.setString(1, NAME);
        sql.setBytes(2, encode(terms));
        sql.executeUpdate();
    }

    /// What was noted.
    Retention retention() throws IOException {
        return db.run(() -> new Retention(List.copyOf(terms().values())));
    }

    private SortedMap<Long, Retention.Term> terms() throws SQLException, IOException {
        PreparedStatement sql = db.sql("SELECT value FROM kept WHERE name = ?");
        sql.setString(1, NAME);
        try (ResultSet row = sql.executeQuery()) {
            return row.next() ? decode(row.getBytes(1)) : new TreeMap<>();
        }
    }

    private static byte[] encode(SortedMap<Long, Retention.Term> terms) {
        return CborWriter.write(out -> {
            out.array(3 * terms.size());
            terms.forEach((place, term) ->
                    out.number(place).number(term.stayMillis()).number(term.sinceMillis()));
        });
    }

    private static SortedMap<Long, Retention.Term> decode(byte[] form) throws IOException {
        return CborReader.read(
                form,
                in -> {
                    SortedMap<Long, Retention.Term> terms = new TreeMap<>();
                    int numbers = in.arrayUpTo(3 * MOST);
                    for (int i = 0; i < numbers; i += 3) {
                        long place = in.number(0, Long.MAX_VALUE);
                        long stay = in.number(0, Long.MAX_VALUE);
                        terms.put(place, new Retention.Term(stay, in.number(0, Long.MAX_VALUE)));
                    }
                    return terms;
                });
    }
}
