package eu.allmende.node.validator.store;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;

/// One line of an answer. Columns count from 1, and none may be null.
public final class Row {
    private final ResultSet cursor;

    Row(ResultSet cursor) {
        this.cursor = cursor;
    }

    /// What to make of a row.
    ///
    /// @param <T> what is made of it
    @FunctionalInterface
    public interface Reading<T> {
        /// Reads the row; it is gone afterwards.
        T read(Row row) throws SQLException;
    }

    /// Reads nothing: the row is there, and that was the question.
    public boolean isThere() {
        return true;
    }

    /// The integer in a column.
    public long number(int column) throws SQLException {
        return cursor.getLong(column);
    }

    /// The integer in a column, which must fit an `int`.
    public int smallNumber(int column) throws SQLException {
        return Math.toIntExact(cursor.getLong(column));
    }

    /// The text in a column.
    public String text(int column) throws SQLException {
        return cursor.getString(column);
    }

    /// The bytes in a column.
    public Bytes bytes(int column) throws SQLException {
        return Bytes.of(cursor.getBytes(column));
    }

    /// The hash in a column.
    public Hash hash(int column) throws SQLException {
        return Hash.of(cursor.getBytes(column));
    }
}
