package eu.allmende.engine.tree;

import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One row per entry with what each of the three trees says of it, as in the folder's database.
///
/// Three maps of the same keys would cost two more nodes and table slots an entry. For one thread.
/// While one column is being walked through, none may gain or lose an entry.
public final class EntryRows {
    private final Map<EntryId, Row> rows = new HashMap<>();
    private final Column<EntryState> local =
            new Column<>(row -> row.local, (row, state) -> row.local = state);
    private final Column<Sighting> sightings = new Column<>(Row::sighting, Row::see);
    private final Column<EntryState> synced =
            new Column<>(row -> row.synced, (row, state) -> row.synced = state);
    private final Column<EntryState> remote =
            new Column<>(row -> row.remote, (row, state) -> row.remote = state);

    /// What the disk holds.
    Map<EntryId, EntryState> local() {
        return local;
    }

    /// What the system last said of what the disk holds.
    Map<EntryId, Sighting> sightings() {
        return sightings;
    }

    /// What was last agreed.
    public Map<EntryId, EntryState> synced() {
        return synced;
    }

    /// What the commit log says.
    public Map<EntryId, EntryState> remote() {
        return remote;
    }

    private static final class Row {
        private @Nullable EntryState local;
        private @Nullable EntryState synced;
        private @Nullable EntryState remote;
        private @Nullable Stat stat;
        private @Nullable Freed freed;
        private boolean settled;

        boolean isEmpty() {
            return local == null && synced == null && remote == null && stat == null;
        }

        @Nullable Sighting sighting() {
            return stat == null ? null : new Sighting(stat, settled, Optional.ofNullable(freed));
        }

        void see(@Nullable Sighting sighting) {
            stat = sighting == null ? null : sighting.stat();
            settled = sighting != null && sighting.settled();
            freed = sighting == null ? null : sighting.freed().orElse(null);
        }
    }

    /// One column, as a map from the entries that have a value in it.
    private final class Column<V> extends AbstractMap<EntryId, V> {
        private final Function<Row, @Nullable V> getter;
        private final BiConsumer<Row, @Nullable V> setter;
        private int size;

        Column(Function<Row, @Nullable V> getter, BiConsumer<Row, @Nullable V> setter) {
            this.getter = getter;
            this.setter = setter;
        }

        @Override
        public @Nullable V get(@Nullable Object entry) {
            Row row = rows.get(entry);
            return row == null ? null : getter.apply(row);
        }

        @Override
        public boolean containsKey(@Nullable Object entry) {
            return get(entry) != null;
        }

        @Override
        public @Nullable V put(EntryId entry, V value) {
            Row row = rows.computeIfAbsent(entry, _ -> new Row());
            V old = getter.apply(row);
            setter.accept(row, value);
            size += old == null ? 1 : 0;
            return old;
        }

        @Override
        public @Nullable V remove(@Nullable Object entry) {
            Row row = rows.get(entry);
            V old = row == null ? null : getter.apply(row);
            if (row != null && old != null) {
                setter.accept(row, null);
                size--;
                if (row.isEmpty()) {
                    rows.remove(entry);
                }
            }
            return old;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Set<Map.Entry<EntryId, V>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<EntryId, V>> iterator() {
                    return new Walk<>(Column.this, rows.entrySet().iterator());
                }

                @Override
                public int size() {
                    return size;
                }
            };
        }
    }

    /// Walks through the rows that have a value in a column.
    private static final class Walk<V> implements Iterator<Map.Entry<EntryId, V>> {
        private final Column<V> column;
        private final Iterator<Map.Entry<EntryId, Row>> rows;
        private Map.@Nullable Entry<EntryId, V> next;

        Walk(Column<V> column, Iterator<Map.Entry<EntryId, Row>> rows) {
            this.column = column;
            this.rows = rows;
            step();
        }

        private void step() {
            next = null;
            while (next == null && rows.hasNext()) {
                Map.Entry<EntryId, Row> row = rows.next();
                V value = column.getter.apply(row.getValue());
                if (value != null) {
                    next = Map.entry(row.getKey(), value);
                }
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Map.Entry<EntryId, V> next() {
            Map.Entry<EntryId, V> found = next;
            if (found == null) {
                throw new NoSuchElementException();
            }
            step();
            return found;
        }
    }
}
