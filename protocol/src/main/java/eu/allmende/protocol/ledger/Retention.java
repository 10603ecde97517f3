package eu.allmende.protocol.ledger;

import java.util.ArrayList;
import java.util.List;

/// How long a folder's released packs stay, and how long they stayed before that was changed.
///
/// @param terms in the order in which they were set; none: [Periods#LEAST_RETENTION]
public record Retention(List<Term> terms) {
    /// What counts for a folder whose owner said nothing.
    public static final Retention LEAST = new Retention(List.of());

    public Retention {
        terms = List.copyOf(terms);
    }

    /// One setting.
    ///
    /// @param stayMillis how long released packs stay
    /// @param sinceMillis ledger time when it was set
    public record Term(long stayMillis, long sinceMillis) {}

    /// The same with one more setting.
    public Retention then(Term term) {
        List<Term> more = new ArrayList<>(terms);
        more.add(term);
        return new Retention(more);
    }

    /// How long released packs stay, as things are at a ledger time: a setting counts on, after
    /// another took its place, for as long as it said itself.
    public long stayMillis(long nowMillis) {
        long longest = Periods.LEAST_RETENTION.toMillis();
        for (int i = 0; i < terms.size(); i++) {
            boolean last = i + 1 == terms.size();
            long stay = terms.get(i).stayMillis;
            if (last || nowMillis - terms.get(i + 1).sinceMillis < stay) {
                longest = Math.max(longest, stay);
            }
        }
        return longest;
    }
}
