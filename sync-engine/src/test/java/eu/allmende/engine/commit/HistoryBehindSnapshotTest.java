package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.history.FolderHistory;
import eu.allmende.engine.history.Keeping;
import eu.allmende.engine.history.Version;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A device that begins with a snapshot knows what was before it all the same, once it is asked.
class HistoryBehindSnapshotTest extends TwoDesks {
    private static final FolderUpkeep.Due SOON =
            new FolderUpkeep.Due(10, 4, Duration.ofDays(100_000));

    @Test
    void theVersionsFromBeforeTheSnapshotAreThere() throws Exception {
        Tree tree = new Tree();
        for (int i = 0; i < 12; i++) {
            Change change = file(1, content(1_000 + i));
            assertThat(a.publish(i, change)).isEqualTo(new Publication.Committed(i + 1L));
            tree.change(List.of(change));
            a.folder.commitsAfter(i);
        }
        Upkeep.Chore snapshot = a.folder.upkeep(SOON).due(12, tree).orElseThrow();
        assertThat(snapshot.run(a.progress())).isTrue();
        String name = tree.find(tree.ids().iterator().next()).map(EntryState::name).orElseThrow();

        try (Desk b = second();
                FolderHistory history =
                        FolderHistory.open(dir.resolve("history.db"), b.folder, Keeping.USUAL)) {
            assertThat(b.folder.upkeep().snapshotAfter(0)).isPresent();
            history.catchUp();

            assertThat(history.of(name).versions())
                    .extracting(Version::sequence)
                    .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(history.head()).isEqualTo(13);
        }
    }
}
