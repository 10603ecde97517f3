package eu.allmende.engine.history;

import eu.allmende.engine.state.CacheDatabase;
import java.util.List;

/// The file with a folder's versions. All of it can be made again from the log.
final class HistoryTables {
    /// The end of a version that stands.
    static final long STANDS = Long.MAX_VALUE;

    private static final int VERSION = 1;
    private static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE version(number INTEGER PRIMARY KEY, entry BLOB NOT NULL,
                        since INTEGER NOT NULL, until INTEGER NOT NULL, parent BLOB NOT NULL,
                        name TEXT NOT NULL, kind INTEGER NOT NULL, size INTEGER NOT NULL,
                        modified INTEGER NOT NULL, executable INTEGER NOT NULL, content BLOB,
                        chunks BLOB, target TEXT)\
                    """,
                    "CREATE UNIQUE INDEX version_by_entry ON version(entry, since)",
                    "CREATE INDEX version_by_spot ON version(parent, name, since)",
                    """
                    CREATE TABLE moment(sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL,
                        author BLOB NOT NULL)\
                    """);

    static final CacheDatabase.Form FORM =
            new CacheDatabase.Form("the database of versions", VERSION, TABLES);

    private HistoryTables() {}
}
