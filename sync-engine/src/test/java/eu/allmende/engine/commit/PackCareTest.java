package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of packs that files leave.
class PackCareTest extends CaredFor {
    @Test
    void aPackThatNoFileNeedsIsReleasedAndOneThatIsNeededIsNot() throws Exception {
        commit(file(1, content(LARGE)));
        commit(file(2, content(LARGE)));
        Set<PackRoot> second = newestClaims();
        commit(delete(2));

        assertThat(care()).isTrue();

        assertThat(newest().released()).containsExactlyInAnyOrderElementsOf(second);
        assertThat(care()).isFalse();
        assertEverythingArrives();
    }

    @Test
    void aFileThatComesBackClaimsItsPackAgainAndSendsNothing() throws Exception {
        byte[] old = content(LARGE);
        commit(file(1, old));
        Set<PackRoot> first = newestClaims();
        commit(file(1, content(LARGE)));
        care();
        commons.passes(Duration.ofDays(20));
        long before = a.crossed.get();

        commit(file(1, old));

        assertThat(a.crossed.get()).isEqualTo(before);
        assertThat(newestClaims()).isEqualTo(first);
        assertEverythingArrives();
    }

    @Test
    void aReleasedPackIsRetiredOnceNoVersionInItIsKeptAndNotBefore() throws Exception {
        commit(file(1, content(LARGE)));
        Set<PackRoot> first = newestClaims();
        commit(file(1, content(LARGE)));
        care();
        commons.passes(PackCare.LONGEST_KEPT.minusDays(1));
        commit(file(3, content(10)));
        care();
        assertThat(retiredPacks()).isEmpty();
        commons.passes(Duration.ofDays(1));
        care();
        assertThat(retiredPacks()).isEmpty();

        commit(file(4, content(10)));
        care();

        assertThat(retiredPacks()).isEqualTo(first);
    }

    @Test
    void aDeviceWhoseClockIsWrongRetiresNothing() throws Exception {
        commit(file(1, content(LARGE)));
        commit(file(1, content(LARGE)));
        care();
        commons.passesOnDevices(PackCare.LONGEST_KEPT.multipliedBy(3));
        commit(file(3, content(10)));
        care();

        assertThat(retiredPacks()).isEmpty();
    }

    @Test
    void aPackThatNoCommitClaimedIsRetiredOnceItIsVoidAndNotBefore() throws Exception {
        commit(file(1, content(10)));
        commons.validator.refuseCommits(1);
        a.publish(head, List.of(file(2, content(LARGE))));
        Set<PackRoot> waiting =
                new HashSet<>(placements().stream().map(PackPlacement::root).toList());
        waiting.removeAll(newestClaims());
        assertThat(waiting).hasSize(1);
        commit(file(2, content(LARGE)));
        commons.passes(PackCare.SURELY_VOID.minusDays(2));
        care();
        assertThat(retiredPacks()).isEmpty();
        commons.passes(Duration.ofDays(2));
        care();

        assertThat(retiredPacks()).isEqualTo(waiting);
        commons.drop(waiting.iterator().next());
        assertEverythingArrives();
    }

    @Test
    void aClockThatRunsAheadEndsNoPackThatACommitMayStillClaim() throws Exception {
        byte[] late = content(LARGE);
        commit(file(1, content(10)));
        commons.validator.refuseCommits(1);
        a.publish(head, List.of(file(2, late)));
        commons.passesOnDevices(PackCare.SURELY_VOID.plusDays(1));
        care();

        assertThat(retiredPacks()).isEmpty();
        commit(file(2, late));
        assertEverythingArrives();
    }

    @Test
    void smallPacksAreMergedOnceManyHaveGathered() throws Exception {
        for (int i = 0; i < 63; i++) {
            commit(file(i, content(3_000)));
        }
        assertThat(care()).isFalse();
        commit(file(63, content(3_000)));

        assertThat(care()).isTrue();

        assertThat(newest().released()).hasSize(64);
        assertThat(newest().claimed()).hasSize(1);
        newest().released().forEach(commons::drop);
        assertEverythingArrives();
    }

    @Test
    void aFewSmallPacksAreMergedAfterADay() throws Exception {
        commit(file(1, content(3_000)));
        commit(file(2, content(3_000)));
        assertThat(care()).isFalse();
        commons.passes(Duration.ofDays(1));

        assertThat(care()).isTrue();

        assertThat(newest().released()).hasSize(2);
        newest().released().forEach(commons::drop);
        assertEverythingArrives();
    }

    @Test
    void aPackThatIsMostlyDeadIsWrittenAnewWithoutWhatIsDead() throws Exception {
        List<Change> both = List.of(file(1, content(100_000)), file(2, content(2_000_000)));
        commit(both);
        PackRoot old = newestClaims().iterator().next();
        commit(delete(2));
        long before = a.crossed.get();

        assertThat(care()).isTrue();

        assertThat(newest().released()).containsExactly(old);
        assertThat(a.crossed.get() - before).isLessThan(2_500_000);
        commons.drop(old);
        assertEverythingArrives();
        assertThat(care()).isFalse();
    }

    @Test
    void whatWasSpreadBeforeItBrokeOffIsNotSpreadAgain() throws Exception {
        commit(List.of(file(1, content(100_000)), file(2, content(2_000_000))));
        commit(delete(2));
        commons.europeans().forEach(node -> node.onTaking = commons.validator::die);
        Upkeep.Chore interrupted = chore();
        assertThatThrownBy(() -> interrupted.run(a.progress())).isInstanceOf(IOException.class);
        commons.validator.revive();
        int puts = puts();

        assertThat(care()).isTrue();

        assertThat(newest().released()).hasSize(1);
        assertThat(puts()).isEqualTo(puts);
        newest().released().forEach(commons::drop);
        assertEverythingArrives();
    }

    @Test
    void oldPacksAreWrittenAnewOnceTheNetworkHasBeenLargerForAWeek() throws Exception {
        commit(file(1, content(LARGE)));
        assertThat(care()).isFalse();
        for (String country : List.of("BE", "PT", "DK", "SE", "PL")) {
            commons.addNode(country);
        }
        commit(file(2, content(LARGE)));
        assertThat(care()).isFalse();
        commons.passes(Duration.ofDays(7));

        assertThat(care()).isTrue();

        assertThat(newest().released()).hasSize(1);
        PackRoot fresh = newest().claimed().getFirst();
        PackPlacement placed =
                placements().stream()
                        .filter(one -> one.root().equals(fresh))
                        .findFirst()
                        .orElseThrow();
        assertThat(placed.shape().wanted()).isEqualTo(10);
        newest().released().forEach(commons::drop);
        assertEverythingArrives();
        assertThat(care()).isFalse();
    }

    @Test
    void packsOfTheLogItselfAreNeverTouched() throws Exception {
        List<Change> many = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            many.add(file(i, content(40)));
        }
        commit(many);
        commit(file(2_000, content(LARGE)));
        commit(many.stream().map(change -> delete(change.entry())).toList());
        care();
        newest().released().forEach(commons::drop);

        try (Desk b = second()) {
            assertThat(b.folder.commitsAfter(0)).isEqualTo(a.folder.commitsAfter(0));
        }
    }

    @Test
    void aTreeThatIsNotTheNewestReleasesNothing() throws Exception {
        byte[] shared = content(LARGE);
        commit(file(1, shared));
        commit(delete(1));
        Upkeep.Chore late = chore();
        commit(file(2, shared));

        assertThat(late.run(a.progress())).isFalse();
        assertThat(newest().released()).isEmpty();
        assertEverythingArrives();
    }
}
