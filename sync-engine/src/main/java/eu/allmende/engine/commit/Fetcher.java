package eu.allmende.engine.commit;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Fetches the content of many files, in the order in which their packs lie.
final class Fetcher {
    private static final int FILES_AT_ONCE = 4;

    private final PackReader.Parts parts;
    private final Arrival arrival;
    private final Progress progress;

    Fetcher(PackReader.Parts parts, Arrival arrival, Progress progress) {
        this.parts = parts;
        this.arrival = arrival;
        this.progress = progress;
    }

    private record Located(Wanted wanted, List<FlowState.Spot> spots) {}

    void fetch(List<Wanted> wanted) throws IOException {
        Map<PackRoot, Integer> places = new LinkedHashMap<>();
        List<Located> located = new ArrayList<>();
        for (Wanted one : wanted) {
            locate(one)
                    .ifPresentOrElse(
                            found -> {
                                found.spots.forEach(
                                        spot -> places.putIfAbsent(spot.pack(), places.size()));
                                located.add(found);
                            },
                            () -> arrival.failed(one, "Where its content lies is not known yet."));
        }
        located.sort(
                Comparator.comparingInt(one ->
                        one.spots.isEmpty()
                                ? -1
                                : places.getOrDefault(one.spots.getFirst().pack(), 0)));
        PackReader reader = new PackReader(parts, List.copyOf(places.keySet()), progress);
        run(new ConcurrentLinkedQueue<>(located), reader);
    }

    private void run(ConcurrentLinkedQueue<Located> queue, PackReader reader) throws IOException {
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < FILES_AT_ONCE; i++) {
            workers.add(
                    CompletableFuture.runAsync(
                            () -> {
                                for (Located next = queue.poll();
                                        next != null;
                                        next = queue.poll()) {
                                    deliver(next, reader);
                                }
                            },
                            parts.ports().threads()));
        }
        try {
            workers.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException("what was fetched could not be put down", e.getCause());
        }
    }

    private void deliver(Located file, PackReader reader) {
        List<ChunkId> ids = file.wanted.content().chunks();
        try (WritableByteChannel out = arrival.begin(file.wanted)) {
            for (int i = 0; i < ids.size(); i++) {
                FlowState.Spot spot = file.spots.get(i);
                ByteBuffer chunk = reader.chunk(ids.get(i), spot.pack(), spot.extent());
                progress.moved(chunk.remaining());
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
            }
        } catch (BadChunkException e) {
            arrival.failed(
                    file.wanted, "Its content was stored wrongly; its device must send it anew.");
            return;
        } catch (IOException e) {
            arrival.failed(file.wanted, "It cannot be had now: " + e.getMessage() + ".");
            return;
        }
        try {
            parts.state().noteChecked(ids);
            arrival.arrived(file.wanted);
        } catch (IOException e) {
            arrival.failed(file.wanted, "It cannot be put down: " + e.getMessage() + ".");
        }
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
        return Optional.of(new Located(wanted, spots));
    }
}
