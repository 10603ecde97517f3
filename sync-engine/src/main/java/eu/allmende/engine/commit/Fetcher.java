package eu.allmende.engine.commit;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.commit.PackReader.Course;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.protocol.follow.OwnDiskException;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Fetches the content of many files. Small files go in the order in which their packs lie, several
/// at once; beside them large files, one after the other, so that each pack is gathered once.
final class Fetcher {
    private static final int SMALL_AT_ONCE = 3;
    private static final int LARGE_PACKS = 3;
    private static final int CHECKED_AT_ONCE = 1000;

    /// Chunks that are named side by side; as they are all in memory, no more.
    private static final int CHUNKS_AT_ONCE = 12;

    private final PackReader.Parts parts;
    private final Arrival arrival;
    private final Progress progress;
    private final PackReader reader;
    private final Map<ChunkId, FlowState.Spot> checked = new HashMap<>();
    private volatile @Nullable IOException diskFailure;

    Fetcher(PackReader.Parts parts, Arrival arrival, Progress progress) {
        this.parts = parts;
        this.arrival = arrival;
        this.progress = progress;
        this.reader = new PackReader(parts, progress);
    }

    private record Located(Wanted wanted, List<FlowState.Spot> spots) {
        boolean isLarge() {
            return packs().size() >= LARGE_PACKS;
        }

        /// Whether it is worth opening many such at once.
        boolean isTiny() {
            return spots.size() == 1 && wanted.content().sizeBytes() <= ContentNamer.SMALL_BYTES;
        }

        PackReader.Part part(int chunk) {
            return new PackReader.Part(
                    wanted.content().chunks().get(chunk), spots.get(chunk).extent());
        }

        List<PackRoot> order() {
            return List.copyOf(packs());
        }

        Set<PackRoot> packs() {
            Set<PackRoot> packs = new LinkedHashSet<>();
            spots.forEach(spot -> packs.add(spot.pack()));
            return packs;
        }
    }

    /// The bytes could not be put down; there is no point in fetching more.
    private static final class DiskException extends IOException {
        private static final long serialVersionUID = 1;

        DiskException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    void fetch(List<Wanted> wanted) throws IOException {
        List<Located> small = new ArrayList<>();
        List<Located> large = new ArrayList<>();
        for (Wanted one : wanted) {
            Optional<Located> found = locate(one);
            if (found.isEmpty()) {
                arrival.failed(one, "Its content was not stored rightly, or is not there yet.");
            } else {
                (found.get().isLarge() ? large : small).add(found.get());
            }
        }
        run(inOrder(small), large);
        noteChecked(0);
        IOException failure = diskFailure;
        if (failure != null) {
            throw new OwnDiskException("what was fetched cannot be put down", failure);
        }
    }

    private void run(List<Located> small, List<Located> large) throws IOException {
        Queue<Located> queue = new ConcurrentLinkedQueue<>(small);
        Set<PackRoot> order = new LinkedHashSet<>();
        small.forEach(one -> order.addAll(one.packs()));
        Course course = new Course(List.copyOf(order));
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < SMALL_AT_ONCE; i++) {
            workers.add(
                    start(() -> {
                        for (List<Located> some = next(queue);
                                !some.isEmpty();
                                some = next(queue)) {
                            deliver(some, course);
                        }
                    }));
        }
        workers.add(start(() -> large.forEach(one -> deliver(one, new Course(one.order())))));
        try {
            workers.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException("what was fetched could not be put down", e.getCause());
        }
    }

    /// The next file, or the next handful of tiny ones out of one pack; empty at the end.
    private static List<Located> next(Queue<Located> queue) {
        synchronized (queue) {
            List<Located> some = new ArrayList<>();
            Located next = queue.poll();
            while (next != null) {
                some.add(next);
                Located after =
                        some.size() < ContentNamer.HANDFUL && next.isTiny() ? queue.peek() : null;
                next =
                        after != null && after.isTiny() && after.packs().equals(next.packs())
                                ? queue.poll()
                                : null;
            }
            return some;
        }
    }

    private CompletableFuture<Void> start(Runnable worker) {
        return CompletableFuture.runAsync(worker, parts.ports().threads());
    }

    private static List<Located> inOrder(List<Located> files) {
        Map<PackRoot, Integer> places = new LinkedHashMap<>();
        files.forEach(
                file -> file.packs().forEach(pack -> places.putIfAbsent(pack, places.size())));
        Comparator<Located> byPack =
                Comparator.comparingInt(file ->
                        file.spots.isEmpty()
                                ? -1
                                : places.getOrDefault(file.spots.getFirst().pack(), -1));
        return files.stream().sorted(byPack).toList();
    }

    private void deliver(List<Located> files, Course course) {
        if (files.size() == 1) {
            deliver(files.getFirst(), course);
            return;
        }
        try {
            PackRoot pack = files.getFirst().spots.getFirst().pack();
            List<PackReader.Part> wanted = files.stream().map(file -> file.part(0)).toList();
            List<Optional<ByteBuffer>> opened = reader.chunks(pack, wanted, course);
            for (int i = 0; i < files.size(); i++) {
                Located file = files.get(i);
                Optional<ByteBuffer> chunk = opened.get(i);
                deliver(file, _ -> List.of(sound(file, 0, chunk, course)));
            }
        } catch (IOException e) {
            files.forEach(file -> arrival.failed(file.wanted, notNow(e)));
        }
    }

    private void deliver(Located file, Course course) {
        deliver(file, from -> readSome(file, from, course));
    }

    /// Chunks of a file in their order.
    @FunctionalInterface
    private interface Chunks {
        /// One or more, from that chunk on.
        List<ByteBuffer> from(int chunk) throws IOException, BadChunkException;
    }

    private void deliver(Located file, Chunks chunks) {
        if (diskFailure != null) {
            arrival.failed(file.wanted, "It could not be put down.");
            return;
        }
        try {
            write(file, chunks);
            noteChecked(CHECKED_AT_ONCE);
            arrival.arrived(file.wanted);
        } catch (BadChunkException e) {
            arrival.failed(
                    file.wanted, "Its content was stored wrongly; its device must send it anew.");
        } catch (DiskException e) {
            diskFailure = e;
            arrival.failed(file.wanted, "It cannot be put down: " + e.getMessage() + ".");
        } catch (IOException e) {
            arrival.failed(file.wanted, notNow(e));
        }
    }

    private static String notNow(IOException e) {
        return "It cannot be had now: " + e.getMessage() + ".";
    }

    private void write(Located file, Chunks chunks) throws IOException, BadChunkException {
        int count = file.spots.size();
        Head head = head(file);
        for (int i = 0; i < head.chunks; i++) {
            reader.forgo(file.spots.get(i).pack());
        }
        progress.moved(head.bytes);
        long left = file.wanted.content().sizeBytes() - head.bytes;
        try (WritableByteChannel out = begin(file.wanted, head)) {
            for (int i = head.chunks; i < count; ) {
                for (ByteBuffer chunk : chunks.from(i)) {
                    int bytes = chunk.remaining();
                    left -= bytes;
                    if (left < 0) {
                        throw new BadChunkException("the chunks are longer than the file");
                    }
                    put(chunk, out);
                    progress.moved(bytes);
                    i++;
                }
            }
        }
    }

    /// The first chunks of a file, which are there already.
    private record Head(int chunks, long bytes) {
        static final Head NONE = new Head(0, 0);
    }

    /// What is left of a large file from an earlier run, as far as it is what it should be.
    private Head head(Located file) throws IOException {
        if (!file.isLarge()) {
            return Head.NONE;
        }
        Optional<ReadableByteChannel> left = arrival.left(file.wanted);
        if (left.isEmpty()) {
            return Head.NONE;
        }
        Matching matching = new Matching(file.wanted.content().chunks());
        try (ReadableByteChannel channel = left.get()) {
            long _ = parts.chunker().cut(channel, file.wanted.content().sizeBytes(), matching);
        }
        return new Head(matching.chunks, matching.bytes);
    }

    /// Counts the chunks that are those of a file, up to the first that is not.
    private static final class Matching implements Chunker.Sink {
        private final List<ChunkId> ids;
        private boolean differs;
        private int chunks;
        private long bytes;

        Matching(List<ChunkId> ids) {
            this.ids = ids;
        }

        @Override
        public void take(ChunkId id, ByteBuffer chunk) {
            differs |= chunks == ids.size() || !ids.get(chunks).equals(id);
            if (!differs) {
                chunks++;
                bytes += chunk.remaining();
            }
        }
    }

    private WritableByteChannel begin(Wanted wanted, Head head) throws DiskException {
        try {
            return head.chunks == 0 ? arrival.begin(wanted) : arrival.goOn(wanted, head.bytes);
        } catch (IOException e) {
            throw new DiskException(e);
        }
    }

    private static void put(ByteBuffer chunk, WritableByteChannel out) throws DiskException {
        try {
            while (chunk.hasRemaining()) {
                out.write(chunk);
            }
        } catch (IOException e) {
            throw new DiskException(e);
        }
    }

    /// Some chunks of a file that lie in one pack.
    private List<ByteBuffer> readSome(Located file, int from, Course course)
            throws IOException, BadChunkException {
        PackRoot pack = file.spots.get(from).pack();
        List<PackReader.Part> wanted = new ArrayList<>();
        for (int i = from;
                i < file.spots.size()
                        && wanted.size() < CHUNKS_AT_ONCE
                        && file.spots.get(i).pack().equals(pack);
                i++) {
            wanted.add(file.part(i));
        }
        List<Optional<ByteBuffer>> opened = reader.chunks(pack, wanted, course);
        List<ByteBuffer> chunks = new ArrayList<>();
        for (int i = 0; i < opened.size(); i++) {
            chunks.add(sound(file, from + i, opened.get(i), course));
        }
        return chunks;
    }

    /// A chunk that is bad where it lies is read where it lies as well, if it does.
    private ByteBuffer sound(Located file, int at, Optional<ByteBuffer> first, Course course)
            throws IOException, BadChunkException {
        ChunkId id = file.part(at).id();
        FlowState.Spot spot = file.spots.get(at);
        Optional<ByteBuffer> chunk = first;
        while (chunk.isEmpty()) {
            progress.noticed("A chunk was stored wrongly; it is looked for elsewhere.");
            parts.state().noteBad(id, spot);
            spot =
                    parts.state()
                            .find(id)
                            .orElseThrow(() ->
                                    new BadChunkException("a chunk is nowhere as it should be"));
            PackReader.Part part = new PackReader.Part(id, spot.extent());
            chunk = reader.chunks(spot.pack(), List.of(part), course).getFirst();
        }
        noteChecked(id, spot);
        return chunk.get();
    }

    private void noteChecked(ChunkId id, FlowState.Spot spot) {
        if (!spot.checked()) {
            synchronized (checked) {
                checked.put(id, spot);
            }
        }
    }

    /// Writes down what was checked, once it is more than so much.
    private void noteChecked(int atLeast) throws IOException {
        Map<ChunkId, FlowState.Spot> some;
        synchronized (checked) {
            if (checked.size() <= atLeast) {
                return;
            }
            some = Map.copyOf(checked);
            checked.clear();
        }
        parts.state().noteChecked(some);
    }

    private Optional<Located> locate(Wanted wanted) throws IOException {
        List<FlowState.Spot> spots = new ArrayList<>();
        for (ChunkId chunk : wanted.content().chunks()) {
            Optional<FlowState.Spot> spot = parts.state().find(chunk);
            if (spot.isEmpty()) {
                return Optional.empty();
            }
            spots.add(spot.get());
        }
        spots.forEach(spot -> reader.announce(spot.pack()));
        return Optional.of(new Located(wanted, spots));
    }
}
