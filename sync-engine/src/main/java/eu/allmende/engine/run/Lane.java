package eu.allmende.engine.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/// The two ways content goes, up as well as down.
enum Lane {
    /// In the pass itself: little, and so at once.
    SMALL,
    /// In a thread of its own, while passes go on.
    BULK;

    /// So much content a pass moves itself.
    static final long SMALL_BYTES = 4L * 1024 * 1024;

    /// Of these, what goes in the small lane: the smallest first, up to so much in all.
    static <T> List<T> small(List<T> all, ToLongFunction<T> bytes, long mostBytes) {
        List<T> bySize = new ArrayList<>(all);
        bySize.sort(Comparator.comparingLong(bytes));
        long sum = 0;
        int count = 0;
        for (T one : bySize) {
            sum += bytes.applyAsLong(one);
            if (sum > mostBytes) {
                break;
            }
            count++;
        }
        return bySize.subList(0, count);
    }
}
