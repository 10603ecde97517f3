package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.remote.GivenUp;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.ledger.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether a person is told that much of a folder was given up.
class ReleasedShareTest extends CaredFor {
    private static final int MUCH = 18 * 1024 * 1024;
    private static final Duration MOMENT = Duration.ofMinutes(1);

    @Test
    void whoGivesUpMuchOfAFolderIsNamedOnEveryDeviceAndAfterARestart() throws Exception {
        commit(file(1, content(MUCH)));
        commit(file(2, content(LARGE)));
        assertThat(told(a)).isEmpty();
        commit(delete(1));
        assertThat(told(a)).isEmpty();

        assertThat(care()).isTrue();

        GivenUp much = told(a).orElseThrow();
        assertThat(much.bytes()).isBetween((long) MUCH, MUCH + MUCH / 8L);
        assertThat(much.folderBytes() - much.bytes()).isBetween((long) LARGE, 2L * LARGE);
        assertThat(much.devices()).containsExactly("laptop");
        assertThat(Duration.between(much.since(), much.until())).isEqualTo(Duration.ofDays(30));
        a.close();
        a = new Desk(commons, account.device(), handle, dir.resolve("a"));
        assertThat(told(a)).contains(much);
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            assertThat(told(b)).contains(much);
        }
    }

    @Test
    void aTenthIsNotMuch() throws Exception {
        commit(file(1, content(MUCH)));
        for (int i = 2; i < 12; i++) {
            commit(file(i, content(MUCH)));
        }
        commit(delete(1));
        assertThat(care()).isTrue();
        assertThat(told(a)).isEmpty();

        commit(delete(2));
        assertThat(care()).isTrue();

        assertThat(told(a)).isPresent();
    }

    @Test
    void littleIsNotMuchHoweverSmallTheFolder() throws Exception {
        commit(file(1, content(LARGE)));
        commit(delete(1));
        assertThat(care()).isTrue();

        assertThat(told(a)).isEmpty();
    }

    @Test
    void itEndsWhenWhatWasGivenUpIsClaimedAgain() throws Exception {
        byte[] old = content(MUCH);
        commit(file(1, old));
        commit(delete(1));
        care();
        assertThat(told(a)).isPresent();

        commit(file(1, old));

        assertThat(told(a)).isEmpty();
    }

    @Test
    void itEndsWithTheRetention() throws Exception {
        commit(file(1, content(MUCH)));
        commit(delete(1));
        care();
        commons.passes(Duration.ofDays(30).minus(MOMENT));
        commit(file(2, content(10)));
        assertThat(told(a)).isPresent();
        commons.passes(MOMENT);
        commit(file(3, content(10)));

        assertThat(told(a)).isEmpty();
    }

    @Test
    void aLongerRetentionKeepsItLonger() throws Exception {
        retain(Duration.ofDays(90));
        commit(file(1, content(MUCH)));
        commit(delete(1));
        care();
        commons.passes(Duration.ofDays(90).minus(MOMENT));
        commit(file(2, content(10)));

        GivenUp much = told(a).orElseThrow();
        assertThat(Duration.between(much.since(), much.until())).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void whatIsWrittenAnewIsNotGivenUp() throws Exception {
        commit(file(1, content(MUCH)));
        a.folder.commitsAfter(0);
        for (String country : List.of("BE", "PT", "DK", "SE", "PL")) {
            commons.addNode(country);
        }
        commit(file(2, content(LARGE)));
        assertThat(care()).isFalse();
        commons.passes(Duration.ofDays(7));

        assertThat(care()).isTrue();

        assertThat(newest().released()).isNotEmpty();
        assertThat(told(a)).isEmpty();
    }

    @Test
    void aDeviceThatBeginsWithASnapshotIsToldOfWhatWasGivenUpBefore() throws Exception {
        retain(Duration.ofDays(60));
        commit(file(1, content(MUCH)));
        commit(file(2, content(LARGE)));
        commit(delete(1));
        care();
        GivenUp much = told(a).orElseThrow();
        List<Change> some = new ArrayList<>();
        for (int i = 10; i < 14; i++) {
            some.add(file(i, content(100)));
        }
        for (Change one : some) {
            commit(one);
        }
        Upkeep.Chore snapshot =
                a.folder
                        .upkeep(new FolderUpkeep.Due(1, 1, Duration.ofDays(1_000)))
                        .due(head, tree)
                        .orElseThrow();
        assertThat(snapshot.run(a.progress())).isTrue();
        head++;

        try (Desk b = second()) {
            var _ = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            b.fetchAfter(head - 1);
            assertThat(told(b)).isEmpty();
            assertThat(b.folder.upkeep().due(head, tree).orElseThrow().run(b.progress())).isFalse();

            assertThat(told(b).map(GivenUp::since)).contains(much.since());
            assertThat(told(b).map(GivenUp::until)).contains(much.until());
        }
    }

    private static Optional<GivenUp> told(Desk desk) throws IOException {
        desk.folder.head();
        return desk.folder.upkeep().givenUp();
    }

    private void retain(Duration stay) {
        commons.validator.order(
                new Entry.Retain(handle.id(), stay.toMillis()), account.device().key());
    }
}
