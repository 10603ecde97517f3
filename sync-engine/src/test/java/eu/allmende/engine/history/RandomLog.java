package eu.allmende.engine.history;

import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import eu.allmende.protocol.id.EntryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A log of random commits, some of them void, and beside it the whole tree after each: what the
/// history must say, found out the plain way.
final class RandomLog {
    final FakeLog log = new FakeLog();
    final List<Map<EntryId, EntryState>> trees = new ArrayList<>();
    private final Random random;
    private final Tree tree = new Tree();
    private Instant time = Instant.parse("2026-01-01T00:00:00Z");
    private int texts;
    int voids;

    RandomLog(long seed, int commits) {
        random = new Random(seed);
        trees.add(Map.of());
        for (int i = 0; i < commits; i++) {
            commit();
        }
    }

    private void commit() {
        Map<EntryId, Change> changes = new LinkedHashMap<>();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            Change change = change();
            changes.put(change.entry(), change);
        }
        List<Change> all = new ArrayList<>(changes.values());
        if (random.nextInt(10) > 0) {
            all = TreeRules.lawful(tree, all);
        }
        time = time.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 3)));
        log.commits.add(new RemoteCommit(trees.size(), FakeLog.LAPTOP, time, all));
        if (TreeRules.offenders(tree, all).isEmpty()) {
            tree.change(all);
        } else {
            voids++;
        }
        Map<EntryId, EntryState> now = new LinkedHashMap<>();
        tree.ids().forEach(id -> now.put(id, tree.find(id).orElseThrow()));
        trees.add(now);
    }

    private Change change() {
        long number = 1L + random.nextInt(12);
        String name = "n" + random.nextInt(5);
        return switch (random.nextInt(6)) {
            case 0 -> FakeLog.deletion(number);
            case 1, 2 -> FakeLog.directory(20 + number % 6, parent(), name);
            case 3 -> new Change(FakeLog.entry(20 + number % 6), Optional.empty());
            default -> FakeLog.file(number, parent(), name, "text " + texts++);
        };
    }

    private EntryId parent() {
        List<EntryId> directories =
                new ArrayList<>(
                        tree.ids().stream()
                                .filter(id -> tree.find(id).orElseThrow().isDirectory())
                                .sorted(Comparator.comparingLong(EntryId::low))
                                .toList());
        directories.add(EntryState.ROOT);
        return random.nextInt(8) == 0
                ? FakeLog.entry(20 + random.nextInt(6))
                : directories.get(random.nextInt(directories.size()));
    }

    Instant timeOf(int sequence) {
        return log.commits.get(sequence - 1).ledgerTime();
    }
}
