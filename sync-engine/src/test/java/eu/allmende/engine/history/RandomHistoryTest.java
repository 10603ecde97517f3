package eu.allmende.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random logs: the history says what the plain way says.
class RandomHistoryTest {
    private static final int LOGS = 12;
    private static final int COMMITS = 150;
    private static final Keeping KEEPING = new Keeping(Duration.ofDays(10), Duration.ofDays(90));

    @TempDir Path dir;

    private static long seed(int log) {
        return Long.getLong("seed", 8100) + log;
    }

    /// Something looked at in each of many logs.
    private interface Look {
        void at(RandomLog plain, FolderHistory history, String seed) throws IOException;
    }

    private void forEachLog(Look look) throws IOException {
        for (int i = 0; i < LOGS; i++) {
            RandomLog plain = new RandomLog(seed(i), COMMITS);
            Path database = dir.resolve(i + ".db");
            try (FolderHistory history = FolderHistory.open(database, plain.log, KEEPING)) {
                history.catchUp();
                look.at(plain, history, "seed " + seed(i));
            }
        }
    }

    @Test
    void theTreeAfterEachCommitIsTheOneThatCommitsMake() throws IOException {
        int[] voids = {0};
        forEachLog((plain, history, seed) -> {
            voids[0] += plain.voids;
            for (int sequence = 0; sequence <= COMMITS; sequence++) {
                Tree tree = history.within(EntryState.ROOT, sequence);
                Map<EntryId, EntryState> states = new LinkedHashMap<>();
                tree.ids().forEach(id -> states.put(id, tree.find(id).orElseThrow()));
                assertThat(states)
                        .as("%s after commit %d", seed, sequence)
                        .isEqualTo(plain.trees.get(sequence));
            }
        });
        assertThat(voids[0]).isGreaterThan(20);
    }

    @Test
    void whateverLayAtAPathIsAVersionOfIt() throws IOException {
        forEachLog((plain, history, seed) -> {
            for (int sequence = 1; sequence <= COMMITS; sequence += 7) {
                Tree tree = history.within(EntryState.ROOT, sequence);
                for (EntryId entry : tree.ids()) {
                    String path = tree.path(entry).orElseThrow();
                    EntryState state = tree.find(entry).orElseThrow();
                    assertThat(history.of(path).versions())
                            .as("%s: %s after commit %d", seed, path, sequence)
                            .anyMatch(version ->
                                    version.entry().equals(entry)
                                            && version.after().isPresent()
                                            && version.after().get().spot().equals(state.spot()));
                }
            }
        });
    }

    @Test
    void noChunkIsDroppedThatAKeptMomentNeedsAndNoOtherStays() throws IOException {
        forEachLog((plain, history, seed) -> {
            Instant end = plain.timeOf(COMMITS);
            for (int days = 0; days < 110; days += 9) {
                Instant now = end.plus(Duration.ofDays(days)).plusMillis(1);
                assertThat(kept(history, now))
                        .as("%s, %d days after the last commit", seed, days)
                        .isEqualTo(keptThePlainWay(plain, now));
            }
        });
    }

    @Test
    void whatWentOnceIsNeverNeededAgain() throws IOException {
        forEachLog((plain, history, seed) -> {
            Set<ChunkId> gone = new HashSet<>();
            Set<ChunkId> last = Set.of();
            Instant end = plain.timeOf(COMMITS);
            for (int hours = 0; hours < 24 * 100; hours += 31) {
                Set<ChunkId> now = kept(history, end.plus(Duration.ofHours(hours)));
                assertThat(gone).as(seed).doesNotContainAnyElementsOf(now);
                last.stream().filter(chunk -> !now.contains(chunk)).forEach(gone::add);
                last = now;
            }
            assertThat(gone).as(seed).isNotEmpty();
        });
    }

    @Test
    void eachPackOfANeededChunkIsNeeded() throws IOException {
        forEachLog((plain, history, seed) -> {
            Instant now = plain.timeOf(COMMITS).plus(Duration.ofDays(20));

            Set<PackRoot> packs = history.neededPacks(now, RandomHistoryTest::packs);

            Set<PackRoot> expected = new HashSet<>();
            kept(history, now).forEach(chunk -> expected.addAll(packs(chunk)));
            assertThat(packs).as(seed).isEqualTo(expected);
        });
    }

    /// Two chunks in three lie in two packs.
    private static Collection<PackRoot> packs(ChunkId chunk) {
        int first = chunk.hash().bytes()[0] & 7;
        PackRoot one = new PackRoot(FakeLog.hash("pack " + first));
        PackRoot other = new PackRoot(FakeLog.hash("pack " + (first * 3) % 8));
        return List.of(one, other);
    }

    private static Set<ChunkId> kept(FolderHistory history, Instant now) throws IOException {
        Set<ChunkId> chunks = new HashSet<>();
        history.forEachKept(now, chunks::addAll);
        return chunks;
    }

    /// What stood in the tree at a kept moment: within each stretch between two commits it is
    /// enough to look at its last millisecond and at each Monday morning.
    private static Set<ChunkId> keptThePlainWay(RandomLog plain, Instant now) {
        Set<ChunkId> chunks = new HashSet<>(chunks(plain.trees.get(COMMITS)));
        for (int sequence = 1; sequence < COMMITS; sequence++) {
            Instant from = plain.timeOf(sequence);
            Instant to = plain.timeOf(sequence + 1);
            boolean recent = to.isAfter(now.minus(KEEPING.every()));
            boolean weekly = false;
            Instant monday = Instant.parse("2025-12-29T00:00:00Z");
            for (; monday.isBefore(to); monday = monday.plus(Duration.ofDays(7))) {
                weekly |= !monday.isBefore(from) && monday.isAfter(now.minus(KEEPING.weekly()));
            }
            if (recent || weekly) {
                chunks.addAll(chunks(plain.trees.get(sequence)));
            }
        }
        return chunks;
    }

    private static Set<ChunkId> chunks(Map<EntryId, EntryState> tree) {
        return tree.values().stream()
                .filter(state -> state.content() instanceof Content.File)
                .flatMap(state -> ((Content.File) state.content()).chunks().stream())
                .collect(Collectors.toSet());
    }
}
