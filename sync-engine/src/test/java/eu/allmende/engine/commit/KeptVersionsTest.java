package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever is done with packs, versions that are kept can be had.
class KeptVersionsTest extends CaredFor {
    private final Set<PackRoot> retired = new HashSet<>();

    /// Whatever is done, no pack with a chunk that a file needs, or that a version needs that is
    /// still kept, is retired; and nodes may drop whatever was.
    @Test
    void noPackThatAKeptVersionNeedsIsEverRetired() throws Exception {
        Map<EntryId, List<Past>> past = new HashMap<>();
        long days = 0;
        for (int step = 0; step < 60; step++) {
            EntryId id = new EntryId(1, random.nextInt(6));
            List<Past> versions = past.computeIfAbsent(id, _ -> new ArrayList<>());
            int act = random.nextInt(6);
            if (act == 0 && tree.contains(id)) {
                end(versions, days);
                commit(delete((int) id.low()));
            } else if (act == 1 && isKept(versions, days)) {
                Past old = versions.get(random.nextInt(versions.size()));
                if (old.isKept(days)) {
                    end(versions, days);
                    versions.add(new Past(old.bytes, Long.MAX_VALUE));
                    long before = a.crossed.get();
                    commit(file((int) id.low(), old.bytes));
                    assertThat(a.crossed.get() - before).as("seed %d", SEED).isZero();
                }
            } else {
                byte[] bytes = content(2_000 + random.nextInt(400_000));
                end(versions, days);
                versions.add(new Past(bytes, Long.MAX_VALUE));
                commit(file((int) id.low(), bytes));
            }
            while (random.nextInt(3) == 0 && care()) {}
            if (random.nextInt(4) == 0) {
                int more = random.nextInt(120);
                days += more;
                commons.passes(Duration.ofDays(more));
            }
            retiredPacks().stream().filter(retired::add).forEach(commons::drop);
        }
        assertEverythingArrives();
    }

    private static void end(List<Past> versions, long days) {
        if (!versions.isEmpty() && versions.getLast().endedDay == Long.MAX_VALUE) {
            versions.set(versions.size() - 1, new Past(versions.getLast().bytes, days));
        }
    }

    private static boolean isKept(List<Past> versions, long days) {
        return versions.stream().anyMatch(one -> one.isKept(days));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Past(byte[] bytes, long endedDay) {
        boolean isKept(long day) {
            return endedDay == Long.MAX_VALUE || day - endedDay < 365;
        }
    }
}
