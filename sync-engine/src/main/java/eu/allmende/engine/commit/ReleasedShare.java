package eu.allmende.engine.commit;

import eu.allmende.engine.remote.GivenUp;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.LedgerView.Use;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How much of a folder is released, by what the ledger proved: whether it is so much that a person
/// should know.
///
/// A pack counts from the commit that released it last until it is claimed again, retired, or the
/// folder's retention is over. Against the packs that a commit released stand those it claimed: a
/// byte of them for one and a half, as packs written anew together have less padding than they had
/// apart. Only what is over counts. Who sends as much as he gives up, in the same commits, is not
/// noticed here.
///
/// For any number of threads.
final class ReleasedShare {
    /// Less than this in all is never worth a word.
    static final long LEAST_BYTES = 16L * 1024 * 1024;

    private static final int PART = 10;
    private static final int COMMITS_AT_ONCE = 200;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final FlowState state;
    private final LogShelf log;
    private final ProvenTime time;
    private final FolderUpkeep.Names names;
    private Optional<Basis> seen = Optional.empty();
    private Optional<GivenUp> found = Optional.empty();

    ReleasedShare(Publisher.Parts parts, FolderUpkeep.Names names) {
        state = parts.state();
        log = parts.state().log();
        time = ProvenTime.of(parts);
        this.names = names;
    }

    /// What the answer depends on; with time only by the hour.
    private record Basis(long entries, long claimedBytes, long releasedBytes, long hour) {}

    /// A commit that released packs.
    private record Release(long sequence, DeviceId author, long millis, List<PackRoot> claimed) {
        Release(long millis, Entry.Commit commit) {
            this(commit.sequence(), commit.author(), millis, commit.claimed());
        }
    }

    /// What is given up, if it is much; empty also while the commits are not known that did it.
    synchronized Optional<GivenUp> look() throws IOException {
        long claimed = state.bytes(Use.CLAIMED);
        long released = state.bytes(Use.RELEASED);
        if (!isMuch(released, claimed) || hasNoPast()) {
            return Optional.empty();
        }
        long now = time.now().toEpochMilli();
        Optional<Basis> basis =
                Optional.of(new Basis(log.tip().count(), claimed, released, now / HOUR));
        if (!basis.equals(seen)) {
            found = count(claimed, now);
            seen = basis;
        }
        return found;
    }

    /// Whether much is released, and the commits that did it may be those that were not read, as
    /// reading began with a snapshot.
    boolean wantsThePast() throws IOException {
        return hasNoPast() && isMuch(state.bytes(Use.RELEASED), state.bytes(Use.CLAIMED));
    }

    private boolean hasNoPast() throws IOException {
        return log.begun().filter(mark -> mark.sequence() > 0).isPresent();
    }

    private static boolean isMuch(long releasedBytes, long claimedBytes) {
        return releasedBytes >= LEAST_BYTES && releasedBytes * PART > releasedBytes + claimedBytes;
    }

    private Optional<GivenUp> count(long claimedBytes, long nowMillis) throws IOException {
        long stay = state.retention().stayMillis(nowMillis);
        long bytes = 0;
        Set<String> devices = new LinkedHashSet<>();
        long since = Long.MAX_VALUE;
        for (Map.Entry<Release, Long> one : releases().entrySet()) {
            Release release = one.getKey();
            long over = one.getValue() - replacedBytes(release);
            if (over > 0 && nowMillis - release.millis < stay) {
                bytes += over;
                devices.add(names.of(release.author));
                since = Math.min(since, release.millis);
            }
        }
        return isMuch(bytes, claimedBytes)
                ? Optional.of(
                        new GivenUp(
                                bytes,
                                bytes + claimedBytes,
                                List.copyOf(devices),
                                Instant.ofEpochMilli(since),
                                Instant.ofEpochMilli(since + stay)))
                : Optional.empty();
    }

    private long replacedBytes(Release release) throws IOException {
        long claimed =
                state.lengths(release.claimed).values().stream()
                        .mapToLong(Integer::longValue)
                        .sum();
        return claimed + claimed / 2;
    }

    /// The commits that released what is released now, and how many bytes each.
    private Map<Release, Long> releases() throws IOException {
        Map<PackRoot, Integer> lengths = state.lengths(Use.RELEASED);
        Map<PackRoot, Release> last = new HashMap<>();
        long head = log.head();
        for (long sequence = 0; sequence < head; sequence += COMMITS_AT_ONCE) {
            for (LedgerLeaf leaf : log.after(sequence, COMMITS_AT_ONCE)) {
                Entry.Commit commit = (Entry.Commit) leaf.entry();
                Release release = new Release(leaf.timeMillis(), commit);
                commit.released().stream()
                        .filter(lengths::containsKey)
                        .forEach(root -> last.put(root, release));
            }
        }
        Map<Release, Long> bytes = new TreeMap<>(Comparator.comparingLong(Release::sequence));
        lengths.forEach((root, length) -> {
            Release release = last.get(root);
            if (release != null) {
                bytes.merge(release, length.longValue(), Long::sum);
            }
        });
        return bytes;
    }
}
