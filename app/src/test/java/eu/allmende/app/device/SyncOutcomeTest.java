package eu.allmende.app.device;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.desk.Answer;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.protocol.id.FolderId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `sync` says of folders in these states; beside each lies one that is up to date.
class SyncOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "UP_TO_DATE, up-to-date",
        "SCANNING, up-to-date",
        "PAUSED, paused",
        "WAITING, waiting",
        "STOPPED, waiting",
        "ATTENTION, attention"
    })
    void aFolderThatNobodySyncsIsNotUpToDate(SyncState state, String word) {
        Answer answer =
                EngineDesk.synced(
                        SyncSummary.NOTHING,
                        List.of(folder(1, SyncState.UP_TO_DATE), folder(2, state)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Synced.class, synced -> assertThat(synced.state()).isEqualTo(word));
    }

    private static FolderSnapshot folder(int number, SyncState state) {
        return new FolderSnapshot(
                new FolderId(number, 0),
                "folder " + number,
                Path.of("folder"),
                state,
                "",
                FolderSnapshot.Pending.NONE,
                List.of(),
                List.of());
    }
}
