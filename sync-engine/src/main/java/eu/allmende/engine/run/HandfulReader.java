package eu.allmende.engine.run;

import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.run.FileReading.Outcome;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.LocalTree.Sighting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads the next file of a list, until none is left, beside others that do the same. Large files
/// are named while they are read, small ones by the handful. For one thread.
final class HandfulReader {
    private final ContentNamer namer;
    private final InstantSource clock;
    private final List<Path> files;
    private final Outcome[] outcomes;
    private final List<Held> held = new ArrayList<>();

    /// A small file whose bytes were read.
    ///
    /// @param at its place in the list
    private record Held(int at, Opened opened, ByteBuffer bytes) {}

    /// A file as it was before it was opened.
    private record Opened(Path path, Stat before, Instant began) {
        ContentNamer.Facts facts() {
            return new ContentNamer.Facts(
                    before.sizeBytes(), before.modified(), before.executable());
        }

        /// What came of it, if it is still the same.
        Outcome read(Content.File file) throws IOException {
            return switch (StableRead.outcome(path, before, began, file)) {
                case StableRead.Outcome.Read<Content.File>(var value, var stat, var settled) ->
                        new Outcome.Read(value, new Sighting(stat, settled));
                case StableRead.Outcome.Moving<Content.File> _ -> new Outcome.Moving();
            };
        }

        Outcome like(Optional<Placeholder> placeholder) throws IOException {
            return switch (StableRead.outcome(path, before, began, placeholder)) {
                case StableRead.Outcome.Read<Optional<Placeholder>> read ->
                        new Outcome.Like(read.value());
                case StableRead.Outcome.Moving<Optional<Placeholder>> _ -> new Outcome.Moving();
            };
        }
    }

    @FunctionalInterface
    private interface Reading {
        /// Empty if the bytes are held.
        Optional<Outcome> read() throws IOException;
    }

    /// @param outcomes where the outcome of each file is put, at its place in the list
    HandfulReader(ContentNamer namer, InstantSource clock, List<Path> files, Outcome[] outcomes) {
        this.namer = namer;
        this.clock = clock;
        this.files = files;
        this.outcomes = outcomes;
    }

    /// Reads files until all are read.
    ///
    /// @param next counts up to the file that is next
    void read(AtomicInteger next) {
        for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
            int place = at;
            put(place, () -> begin(place));
            if (held.size() == ContentNamer.HANDFUL) {
                nameHeld();
            }
        }
        nameHeld();
    }

    private Optional<Outcome> begin(int at) throws IOException {
        Instant began = clock.instant();
        Opened file = new Opened(files.get(at), Stat.of(files.get(at)), began);
        if (file.before.kind() != Stat.Kind.FILE) {
            return Optional.of(new Outcome.Moving());
        }
        try (SeekableByteChannel channel = StableRead.open(file.path)) {
            if (file.before.sizeBytes() > ContentNamer.SMALL_BYTES) {
                return Optional.of(file.read(namer.name(channel, file.facts())));
            }
            byte[] bytes =
                    Channels.newInputStream(channel).readNBytes(ContentNamer.SMALL_BYTES + 1);
            if (bytes.length > ContentNamer.SMALL_BYTES) {
                return Optional.of(new Outcome.Moving());
            }
            if (bytes.length <= Placeholder.MOST_BYTES && Placeholder.isLike(bytes)) {
                return Optional.of(file.like(Placeholder.read(bytes)));
            }
            held.add(new Held(at, file, ByteBuffer.wrap(bytes)));
            return Optional.empty();
        }
    }

    private void nameHeld() {
        List<ContentNamer.Whole> whole =
                held.stream()
                        .map(one -> new ContentNamer.Whole(one.bytes, one.opened.facts()))
                        .toList();
        try {
            List<Content.File> named = namer.nameAll(whole);
            for (int i = 0; i < named.size(); i++) {
                Held one = held.get(i);
                Content.File file = named.get(i);
                put(one.at, () -> Optional.of(one.opened.read(file)));
            }
        } catch (IOException e) {
            held.forEach(one -> outcomes[one.at] = unreadable());
        }
        held.clear();
    }

    private void put(int at, Reading reading) {
        try {
            reading.read().ifPresent(outcome -> outcomes[at] = outcome);
        } catch (NoSuchFileException e) {
            outcomes[at] = new Outcome.Moving();
        } catch (AccessDeniedException e) {
            outcomes[at] = new Outcome.Failed("This user may not read it.");
        } catch (IOException e) {
            outcomes[at] = unreadable();
        }
    }

    private static Outcome unreadable() {
        return new Outcome.Failed("It could not be read.");
    }
}
