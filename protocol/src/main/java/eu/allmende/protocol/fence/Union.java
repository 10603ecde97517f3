package eu.allmende.protocol.fence;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The countries of the European Union and of the European Economic Area.
///
/// As of 1 February 2020, when the United Kingdom had left; unchanged in November 2026. Sources:
/// Treaty on European Union, Article 52 (27 member states); Agreement on the European Economic
/// Area, OJ L 1, 3.1.1994 (Iceland, Liechtenstein, Norway beside the Union).
public final class Union {
    /// Since when the table is as it is, year-month-day.
    public static final String AS_OF = "2020-02-01";

    /// The 27 member states of the European Union.
    public static final SortedSet<Country> EU =
            countries(
                    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES"
                            + " SE");

    /// The European Union, Iceland, Liechtenstein and Norway.
    public static final SortedSet<Country> EEA = withNeighbours();

    private Union() {}

    private static SortedSet<Country> countries(String codes) {
        return Collections.unmodifiableSortedSet(
                Arrays.stream(codes.split(" ", -1))
                        .map(Country::new)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static SortedSet<Country> withNeighbours() {
        SortedSet<Country> all = new TreeSet<>(EU);
        all.addAll(countries("IS LI NO"));
        return Collections.unmodifiableSortedSet(all);
    }
}
