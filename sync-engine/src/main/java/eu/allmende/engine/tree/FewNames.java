package eu.allmende.engine.tree;

import eu.allmende.protocol.id.EntryId;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What lies in a small directory, by name, in one array that is searched from its beginning. Most
/// directories are small, and a hash map costs five times as much an entry.
final class FewNames extends AbstractMap<String, EntryId> {
    /// More than these are for a hash map.
    static final int MOST = 32;

    private static final int STEP = 4;

    /// Name, entry, name, entry; then nulls.
    private @Nullable Object[] pairs = new @Nullable Object[2 * STEP];

    private int size;

    private int find(@Nullable Object name) {
        for (int i = 0; i < size; i++) {
            if (name(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private String name(int index) {
        return String.class.cast(Objects.requireNonNull(pairs[2 * index]));
    }

    private EntryId entry(int index) {
        return EntryId.class.cast(Objects.requireNonNull(pairs[2 * index + 1]));
    }

    @Override
    public @Nullable EntryId get(@Nullable Object name) {
        int at = find(name);
        return at < 0 ? null : entry(at);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) >= 0;
    }

    /// @throws IllegalStateException if there are [#MOST] others already
    @Override
    public @Nullable EntryId put(String name, EntryId entry) {
        int at = find(name);
        if (at >= 0) {
            EntryId old = entry(at);
            pairs[2 * at + 1] = entry;
            return old;
        }
        if (size == MOST) {
            throw new IllegalStateException("these are too many names for a small directory");
        }
        if (2 * size == pairs.length) {
            pairs = Arrays.copyOf(pairs, pairs.length + 2 * STEP);
        }
        pairs[2 * size] = name;
        pairs[2 * size + 1] = entry;
        size++;
        return null;
    }

    @Override
    public @Nullable EntryId remove(@Nullable Object name) {
        int at = find(name);
        if (at < 0) {
            return null;
        }
        EntryId old = entry(at);
        size--;
        pairs[2 * at] = pairs[2 * size];
        pairs[2 * at + 1] = pairs[2 * size + 1];
        pairs[2 * size] = null;
        pairs[2 * size + 1] = null;
        return old;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, EntryId>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, EntryId>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < size;
                    }

                    @Override
                    public Map.Entry<String, EntryId> next() {
                        if (next >= size) {
                            throw new NoSuchElementException();
                        }
                        next++;
                        return Map.entry(name(next - 1), entry(next - 1));
                    }
                };
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
