package eu.allmende.node.admit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What was asked for most recently; what was not for the longest time makes room.
final class Recent<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> values;

    Recent(int most) {
        values =
                new LinkedHashMap<>(16, LOAD, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
                    }
                };
    }

    /// The value of the key, made if there is none yet.
    synchronized V of(K key, Function<K, V> make) {
        return values.computeIfAbsent(key, make);
    }

    synchronized List<V> all() {
        return List.copyOf(values.values());
    }
}
