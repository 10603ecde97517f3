package eu.allmende.engine.history;

import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/// Rows of the table of versions.
final class SpanForm {
    /// All columns.
    static final String WHOLE = columns("chunks");

    /// All but the list of chunks, which may be long: files come with none.
    static final String BRIEF = columns("NULL");

    /// Takes a span.
    static final String INSERT =
            "INSERT INTO version(entry, since, until, parent, name, kind, size, modified,"
                    + " executable, content, chunks, target) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?)";

    private static final int FILE = 1;
    private static final int DIRECTORY = 2;
    private static final int LINK = 3;

    private SpanForm() {}

    private static String columns(String chunks) {
        return "entry, since, until, parent, name, kind, size, modified, executable, content, "
                + chunks
                + ", target";
    }

    static void set(PreparedStatement sql, Span span) throws SQLException {
        EntryState state = span.state();
        sql.setBytes(1, span.entry().bytes());
        sql.setLong(2, span.since());
        sql.setLong(3, span.until());
        sql.setBytes(4, state.parent().bytes());
        sql.setString(5, state.name());
        sql.setLong(7, 0);
        sql.setLong(8, 0);
        sql.setInt(9, 0);
        sql.setNull(10, Types.BLOB);
        sql.setNull(11, Types.BLOB);
        sql.setNull(12, Types.VARCHAR);
        switch (state.content()) {
            case Content.File file -> {
                sql.setInt(6, FILE);
                sql.setLong(7, file.sizeBytes());
                sql.setLong(8, file.modified().toEpochMilli());
                sql.setInt(9, file.executable() ? 1 : 0);
                sql.setBytes(10, file.contentId().bytes());
                sql.setBytes(11, file.chunks().bytes());
            }
            case Content.Directory _ -> sql.setInt(6, DIRECTORY);
            case Content.Link link -> {
                sql.setInt(6, LINK);
                sql.setString(12, link.target());
            }
        }
    }

    static Span get(ResultSet row) throws SQLException, IOException {
        try {
            EntryState state =
                    new EntryState(EntryId.of(row.getBytes(4)), row.getString(5), content(row));
            return new Span(EntryId.of(row.getBytes(1)), row.getLong(2), row.getLong(3), state);
        } catch (IllegalArgumentException e) {
            throw new IOException("the database of versions holds nonsense", e);
        }
    }

    private static Content content(ResultSet row) throws SQLException {
        return switch (row.getInt(6)) {
            case FILE -> {
                byte[] chunks = row.getBytes(11);
                yield new Content.File(
                        Hash.of(row.getBytes(10)),
                        row.getLong(7),
                        Instant.ofEpochMilli(row.getLong(8)),
                        row.getInt(9) == 1,
                        chunks == null ? ChunkList.EMPTY : ChunkList.of(chunks));
            }
            case DIRECTORY -> new Content.Directory();
            case LINK -> new Content.Link(row.getString(12));
            default -> throw new IllegalArgumentException("no kind: " + row.getInt(6));
        };
    }
}
