package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.piece.Code;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes packs anew: those of which less than half is needed, small ones once many have gathered
/// or after a day, and those on an old rung of the ladder once a higher one has held for a week.
///
/// Each chunk that is needed is gathered, opened, sealed and spread again; then one commit claims
/// the new packs and releases the old ones, on top of exactly the tree that says what is needed.
/// What was spread before this broke off is used the next time.
final class PackRenewal {
    private static final Logger LOG = System.getLogger(PackRenewal.class.getName());
    private static final int SMALL_BYTES = 256 * 1024;
    private static final int MANY = 64;
    private static final Duration LONG_ENOUGH = Duration.ofDays(1);
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_PACKS = 300;

    private final Publisher.Parts parts;
    private final Outgoing.Sender sender;
    private final LiveChunks live;
    private final Rung rung;

    PackRenewal(Publisher.Parts parts, Outgoing.Sender sender, LiveChunks live) {
        this.parts = parts;
        this.sender = sender;
        this.live = live;
        rung = new Rung(parts.state().log(), parts.ports().clock());
    }

    /// Renews what is worth it, once.
    ///
    /// @return whether a commit was made
    boolean run(long sequence, List<PackCare.Counted> packs) throws IOException {
        Publisher publisher =
                new Publisher(parts, sender.device(), sender.folder(), sender.progress());
        try (Lanes.Place _ = Lanes.OUT.enter(Long.MAX_VALUE);
                Outgoing sending = publisher.content()) {
            List<PackRoot> old = bounded(chosen(packs, sending));
            if (old.isEmpty()) {
                return false;
            }
            Set<PackRoot> claims = renew(old, sending);
            return publisher.publish(sequence, new PackCare.Exchange(List.copyOf(claims), old))
                    instanceof Publication.Committed;
        } catch (PackPipeline.SpreadException e) {
            LOG.log(Level.DEBUG, "packs cannot be written anew now", e);
            return false;
        }
    }

    private List<PackCare.Counted> chosen(List<PackCare.Counted> packs, Outgoing sending)
            throws IOException {
        List<PackCare.Counted> chosen = new ArrayList<>(small(packs));
        Optional<Code> higher = rung.held(sending.rung(SMALL_BYTES));
        for (PackCare.Counted pack : packs) {
            boolean halfDead = pack.liveBytes() * 2 < pack.lengthBytes();
            boolean weak =
                    pack.lengthBytes() >= SMALL_BYTES
                            && higher.isPresent()
                            && pack.pack().placement().shape().wanted() < higher.get().wanted();
            if (pack.lengthBytes() >= SMALL_BYTES && (halfDead || weak)) {
                chosen.add(pack);
            }
        }
        return chosen;
    }

    private List<PackCare.Counted> small(List<PackCare.Counted> packs) {
        List<PackCare.Counted> small =
                packs.stream().filter(pack -> pack.lengthBytes() < SMALL_BYTES).toList();
        long now = parts.ports().clock().millis();
        boolean longThere =
                small.stream()
                        .anyMatch(
                                pack -> now - pack.pack().sinceMillis() >= LONG_ENOUGH.toMillis());
        return small.size() >= MANY || (longThere && small.size() > 1) ? small : List.of();
    }

    private static List<PackRoot> bounded(List<PackCare.Counted> chosen) {
        List<PackRoot> bounded = new ArrayList<>();
        long bytes = 0;
        for (PackCare.Counted pack : chosen) {
            bytes += pack.liveBytes();
            if (bounded.size() == MOST_PACKS || (bytes > MOST_BYTES && !bounded.isEmpty())) {
                break;
            }
            bounded.add(pack.root());
        }
        return bounded;
    }

    /// Spreads what is needed of the packs; gives the packs to be claimed.
    private Set<PackRoot> renew(List<PackRoot> old, Outgoing sending) throws IOException {
        Set<PackRoot> left = new HashSet<>(old);
        Set<ChunkId> seen = new HashSet<>();
        PackReader reader = sending.reader();
        PackReader.Course course = new PackReader.Course(List.copyOf(old));
        for (PackRoot root : old) {
            for (Map.Entry<ChunkId, Extent> chunk : parts.state().chunksOf(root).entrySet()) {
                ChunkId id = chunk.getKey();
                boolean wanted =
                        live.contains(id) && seen.add(id) && !sending.isElsewhere(id, left);
                if (wanted) {
                    Batches.Part part = new Batches.Part(id, root, chunk.getValue());
                    sending.add(id, open(part, reader, course));
                }
            }
        }
        sending.finish();
        return new LinkedHashSet<>(sending.claims());
    }

    private static byte[] open(Batches.Part part, PackReader reader, PackReader.Course course)
            throws IOException {
        try {
            ByteBuffer chunk = reader.chunk(part.id(), part.pack(), part.extent(), course);
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            return bytes;
        } catch (BadChunkException e) {
            throw new IOException("a pack that is to be written anew holds a bad chunk", e);
        }
    }
}
