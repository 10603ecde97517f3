package eu.allmende.engine.run;

import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Recognition.Proven;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Finds, in one look at the disk, the placeholders that this device made: by their file key and,
/// where anything about a file changed, by their bytes.
final class Placeholders {
    private final LocalTree local;
    private final Instant now;
    private final IdentityHashMap<Seen, EntryId> genuine = new IdentityHashMap<>();
    private final IdentityHashMap<Seen, EntryId> unclear = new IdentityHashMap<>();

    private Placeholders(LocalTree local, Instant now) {
        this.local = local;
        this.now = now;
    }

    /// Goes through what was seen; reads nothing if nothing is freed.
    static Proven among(Seen root, Path path, LocalTree local, Instant now) {
        if (local.freed().isEmpty()) {
            return Proven.NONE;
        }
        Placeholders placeholders = new Placeholders(local, now);
        placeholders.find(root, path);
        return new Proven(placeholders.genuine, placeholders.unclear);
    }

    private record Place(Seen seen, Path path) {}

    private void find(Seen root, Path path) {
        List<Place> open = new ArrayList<>(List.of(new Place(root, path)));
        while (!open.isEmpty()) {
            Place place = open.removeLast();
            for (Seen child : place.seen.children()) {
                Path at = place.path.resolve(child.name());
                if (!child.children().isEmpty()) {
                    open.add(new Place(child, at));
                } else if (child.stat().kind() == Stat.Kind.FILE && !child.isBlank()) {
                    local.known(child.stat().identity())
                            .filter(entry -> local.freed(entry).isPresent())
                            .ifPresent(entry -> judge(new Place(child, at), entry));
                }
            }
        }
    }

    private void judge(Place place, EntryId entry) {
        Sighting last = local.sighting(entry).orElseThrow();
        if (last.settled() && place.seen.stat().isUnchangedSince(last.stat())) {
            genuine.put(place.seen, entry);
            return;
        }
        try {
            StableRead.Outcome<Optional<Placeholder>> read =
                    StableRead.read(
                            place.path,
                            now,
                            (channel, stat) ->
                                    stat.sizeBytes() == Placeholder.SIZE_BYTES
                                            ? Placeholder.read(head(channel))
                                            : Optional.empty());
            switch (read) {
                case StableRead.Outcome.Read<Optional<Placeholder>>(var found, var _, var _) -> {
                    if (found.equals(last.freed().map(freed -> new Placeholder(freed.random())))) {
                        genuine.put(place.seen, entry);
                    }
                }
                case StableRead.Outcome.Moving<Optional<Placeholder>> _ ->
                        unclear.put(place.seen, entry);
            }
        } catch (IOException e) {
            unclear.put(place.seen, entry);
        }
    }

    /// The first bytes of a file, as many as tell whether it is a placeholder.
    static byte[] head(SeekableByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Placeholder.MOST_BYTES);
        boolean more = true;
        while (more && bytes.hasRemaining()) {
            more = channel.read(bytes) >= 0;
        }
        channel.position(0);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
