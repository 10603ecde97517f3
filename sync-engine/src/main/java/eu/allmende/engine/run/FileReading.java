package eu.allmende.engine.run;

import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.LocalTree.Sighting;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads and names many files, on as many cores as there are.
final class FileReading {
    private static final int READERS = Runtime.getRuntime().availableProcessors();

    private final ContentNamer namer;
    private final ExecutorService cores;
    private final InstantSource clock;

    FileReading(ContentNamer namer, ExecutorService cores, InstantSource clock) {
        this.namer = namer;
        this.cores = cores;
        this.clock = clock;
    }

    /// What came of reading one file.
    sealed interface Outcome {
        /// It was read, and stayed the same meanwhile.
        record Read(Content.File file, Sighting sighting) implements Outcome {}

        /// It begins with the line of a placeholder: it is never sent.
        ///
        /// @param placeholder what it says; empty if it was changed
        record Like(Optional<Placeholder> placeholder) implements Outcome {}

        /// It is being written, or gone.
        record Moving() implements Outcome {}

        /// It cannot be read.
        record Failed(String reason) implements Outcome {}
    }

    /// The time by this reading's clock.
    Instant now() {
        return clock.instant();
    }

    /// Reads all; the outcomes are in the order of the files.
    List<Outcome> readAll(List<Path> files) throws InterruptedException {
        Outcome[] outcomes = new Outcome[files.size()];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < Math.min(READERS, files.size()); i++) {
            HandfulReader reader = new HandfulReader(namer, clock, files, outcomes);
            readers.add(cores.submit(() -> reader.read(next)));
        }
        for (Future<?> reader : readers) {
            try {
                reader.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a file's reading broke off", e.getCause());
            }
        }
        return List.of(outcomes);
    }
}
