package eu.allmende.engine.commit;

import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes through several runs at once, in the order of their keys; of records with one key the one
/// of the newest run counts. Holds one stretch of each run.
///
/// @param <R> a record
/// @param <K> its key
final class RunMerge<R, K> {
    private final Form<R, K> form;
    private final Comparator<K> order;
    private final List<Cursor> cursors = new ArrayList<>();

    /// How a record is read.
    interface Form<R, K> {
        R read(byte[] form) throws MalformedException;

        K key(R item);
    }

    /// Takes records.
    @FunctionalInterface
    interface Taker<R> {
        void take(R item) throws IOException;
    }

    RunMerge(Form<R, K> form, Comparator<K> order) {
        this.form = form;
        this.order = order;
    }

    /// @param newestFirst the runs
    /// @throws MalformedException if a run is not one
    void read(List<SnapshotDirectory.Run> newestFirst, Batches.ChunkSource source, Taker<R> taker)
            throws IOException {
        for (SnapshotDirectory.Run run : newestFirst) {
            Cursor cursor = new Cursor(new Records.Reader(run.parts(), source));
            cursor.advance();
            cursors.add(cursor);
        }
        for (Optional<K> least = least(); least.isPresent(); least = least()) {
            take(least.get(), taker);
        }
    }

    private Optional<K> least() {
        K least = null;
        for (Cursor cursor : cursors) {
            K key = cursor.key;
            if (key != null && (least == null || order.compare(key, least) < 0)) {
                least = key;
            }
        }
        return Optional.ofNullable(least);
    }

    private void take(K key, Taker<R> taker) throws IOException {
        boolean taken = false;
        for (Cursor cursor : cursors) {
            R item = cursor.item;
            if (item == null || cursor.key == null || order.compare(key, cursor.key) != 0) {
                continue;
            }
            if (!taken) {
                taker.take(item);
                taken = true;
            }
            cursor.advance();
        }
    }

    private final class Cursor {
        private final Records.Reader reader;
        private @Nullable R item;
        private @Nullable K key;

        Cursor(Records.Reader reader) {
            this.reader = reader;
        }

        void advance() throws IOException {
            Optional<byte[]> next = reader.next();
            K before = key;
            item = next.isEmpty() ? null : form.read(next.get());
            R found = item;
            key = found == null ? null : form.key(found);
            K now = key;
            if (before != null && now != null && order.compare(before, now) >= 0) {
                throw new MalformedException("a run is not in order");
            }
        }
    }
}
