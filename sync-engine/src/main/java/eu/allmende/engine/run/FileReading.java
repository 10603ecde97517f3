package eu.allmende.engine.run;

import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.LocalTree.Sighting;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Reads and names many files, on as many cores as there are.
final class FileReading {
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
        List<Future<Outcome>> futures = new ArrayList<>(files.size());
        for (Path file : files) {
            futures.add(cores.submit(() -> read(file)));
        }
        List<Outcome> outcomes = new ArrayList<>(files.size());
        for (Future<Outcome> future : futures) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a file's reading broke off", e.getCause());
            }
        }
        return outcomes;
    }

    /// What lies in a file.
    ///
    /// @param file empty if it begins as a placeholder does
    private record Looked(Optional<Content.File> file, Optional<Placeholder> placeholder) {}

    private Looked look(SeekableByteChannel channel, Stat stat) throws IOException {
        if (stat.sizeBytes() <= Placeholder.MOST_BYTES) {
            byte[] head = Placeholders.head(channel);
            if (Placeholder.isLike(head)) {
                return new Looked(Optional.empty(), Placeholder.read(head));
            }
        }
        Content.File file = namer.name(channel, stat.modified(), stat.executable());
        return new Looked(Optional.of(file), Optional.empty());
    }

    private Outcome read(Path file) {
        try {
            StableRead.Outcome<Looked> outcome = StableRead.read(file, clock.instant(), this::look);
            return switch (outcome) {
                case StableRead.Outcome.Read<Looked>(var value, var stat, var settled) ->
                        value.file
                                .<Outcome>map(
                                        one -> new Outcome.Read(one, new Sighting(stat, settled)))
                                .orElseGet(() -> new Outcome.Like(value.placeholder));
                case StableRead.Outcome.Moving<Looked> _ -> new Outcome.Moving();
            };
        } catch (NoSuchFileException e) {
            return new Outcome.Moving();
        } catch (AccessDeniedException e) {
            return new Outcome.Failed("This user may not read it.");
        } catch (IOException e) {
            return new Outcome.Failed("It could not be read.");
        }
    }
}
