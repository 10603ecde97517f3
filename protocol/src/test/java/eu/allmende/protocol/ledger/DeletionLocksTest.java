package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.ACCOUNT;
import static eu.allmende.protocol.ledger.Actors.DEVICE;
import static eu.allmende.protocol.ledger.Actors.FOLDER;
import static eu.allmende.protocol.ledger.Actors.commit;
import static eu.allmende.protocol.ledger.Actors.naming;
import static eu.allmende.protocol.ledger.Actors.node;
import static eu.allmende.protocol.ledger.Actors.nodeRegister;
import static eu.allmende.protocol.ledger.Actors.pack;
import static eu.allmende.protocol.ledger.Actors.packs;
import static eu.allmende.protocol.ledger.Actors.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.ledger.LedgerView.Use;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a pack's claim to its end, and what stands between.
class DeletionLocksTest {
    private static final Duration MONTH = Periods.LEAST_RETENTION;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Clerk clerk = new Clerk();

    @BeforeEach
    void aFolderWithOnePack() {
        clerk.acceptAccountAndDevice();
        for (int i = 0; i < 4; i++) {
            clerk.accept(nodeRegister(node(i), "DE"), node(i));
        }
        clerk.accept(Actors.folderCreate(), DEVICE);
        clerk.accept(packs(placement("a", 0, 1, 2, 3)), DEVICE);
    }

    @Test
    void aPackIsRetiredOnceItWasReleasedForAMonth() {
        claimAndRelease();
        clerk.passes(MONTH.minus(MOMENT));

        assertThat(retire()).contains(Refusal.TOO_EARLY);
        clerk.passes(MOMENT);
        assertThat(retire()).isEmpty();
        assertThat(use()).isEqualTo(Use.RETIRED);
    }

    @Test
    void whatIsClaimedIsNeverRetired() {
        aFolderWithAFreshPack();
        clerk.accept(commit(0, List.of(pack("b")), List.of()), DEVICE);
        clerk.passes(MONTH);

        assertThat(clerk.offer(new Entry.Retire(FOLDER, List.of(pack("b"))), DEVICE))
                .contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void aReleasedPackIsClaimedAgainUntilItIsRetired() {
        claimAndRelease();
        clerk.accept(commit(2, List.of(pack("a")), List.of()), DEVICE);
        clerk.passes(MONTH);

        assertThat(retire()).contains(Refusal.UNKNOWN_PACK);
        clerk.accept(commit(3, List.of(), List.of(pack("a"))), DEVICE);
        assertThat(retire()).contains(Refusal.TOO_EARLY);
        clerk.passes(MONTH);
        assertThat(retire()).isEmpty();
        assertThat(clerk.offer(commit(4, List.of(pack("a")), List.of()), DEVICE))
                .contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void aPackThatWaitedForAWeekIsVoid() {
        clerk.passes(Periods.UNCLAIMED_STAYS);

        assertThat(clerk.offer(commit(0, List.of(pack("a")), List.of()), DEVICE))
                .contains(Refusal.VOID_PACK);
    }

    @Test
    void aVoidPackIsRetiredAtOnceWhateverTheRetention() {
        retain(MONTH);
        clerk.passes(Periods.UNCLAIMED_STAYS);

        assertThat(retire()).isEmpty();
        assertThat(use()).isEqualTo(Use.RETIRED);
        assertThat(clerk.offer(commit(0, List.of(pack("a")), List.of()), DEVICE))
                .contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void aPackThatACommitMayStillClaimIsNotRetired() {
        clerk.passes(Periods.UNCLAIMED_STAYS.minus(MOMENT));
        assertThat(retire()).contains(Refusal.TOO_EARLY);

        clerk.accept(commit(0, List.of(pack("a")), List.of()), DEVICE);

        clerk.passes(MONTH);
        assertThat(retire()).contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void fillingAPackDoesNotMakeItYounger() {
        clerk.accept(packs(placement("b", 0, 1, 2, PackPlacement.NOBODY)), DEVICE);
        clerk.passes(Periods.UNCLAIMED_STAYS.minus(MOMENT));
        clerk.accept(packs(placement("b", 0, 1, 2, 3)), DEVICE);
        clerk.passes(MOMENT);

        assertThat(clerk.offer(commit(0, List.of(pack("b")), List.of()), DEVICE))
                .contains(Refusal.VOID_PACK);
    }

    @Test
    void onlyDevicesOfTheOwnerRetire() {
        claimAndRelease();
        clerk.passes(MONTH);
        Entry.Retire retire = new Entry.Retire(FOLDER, List.of(pack("a")));

        assertThat(clerk.offer(retire, Actors.key("stranger"))).contains(Refusal.UNKNOWN_DEVICE);
        assertThat(clerk.offer(retire, ACCOUNT)).contains(Refusal.UNKNOWN_DEVICE);
    }

    @Test
    void aLongerRetentionCountsAtOnce() {
        claimAndRelease();
        clerk.passes(MONTH);
        retain(MONTH.multipliedBy(3));

        assertThat(retire()).contains(Refusal.TOO_EARLY);
        clerk.passes(MONTH.multipliedBy(2));
        assertThat(retire()).isEmpty();
    }

    @Test
    void aShorterRetentionCountsOnceTheLongerIsOver() {
        retain(MONTH.multipliedBy(3));
        claimAndRelease();
        clerk.passes(MONTH.multipliedBy(2));
        retain(MONTH);

        assertThat(retire()).contains(Refusal.TOO_EARLY);
        clerk.passes(MONTH);
        assertThat(retire()).isEmpty();
    }

    @Test
    void shorteningTwiceShortensNothingAtOnce() {
        retain(MONTH.multipliedBy(3));
        retain(MONTH.multipliedBy(2));
        retain(MONTH);
        claimAndRelease();
        clerk.passes(MONTH.multipliedBy(3).minus(MOMENT));

        assertThat(retire()).contains(Refusal.TOO_EARLY);
        clerk.passes(MOMENT);
        assertThat(retire()).isEmpty();
    }

    @Test
    void aRetentionUnderAMonthIsNoEntry() {
        assertThatThrownBy(() -> new Entry.Retain(FOLDER, MONTH.minus(MOMENT).toMillis()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotsMarkIsAPlaceInTheFoldersLog() {
        Tip now = new Tip(2, Actors.hash("elsewhere"));
        assertThat(clerk.offer(naming(0, new SnapshotMark(0, now)), DEVICE))
                .contains(Refusal.WRONG_MARK);
        assertThat(clerk.offer(naming(0, new SnapshotMark(1, Tip.START)), DEVICE))
                .contains(Refusal.WRONG_MARK);
        assertThat(clerk.offer(naming(0, new SnapshotMark(0, new Tip(99, now.chain()))), DEVICE))
                .contains(Refusal.WRONG_MARK);
        clerk.accept(naming(0, new SnapshotMark(0, clerk.tip(FOLDER))), DEVICE);
        clerk.accept(naming(1, new SnapshotMark(0, Tip.START)), DEVICE);
    }

    private void claimAndRelease() {
        clerk.accept(commit(0, List.of(pack("a")), List.of()), DEVICE);
        clerk.accept(commit(1, List.of(), List.of(pack("a"))), DEVICE);
    }

    private void aFolderWithAFreshPack() {
        clerk.accept(packs(placement("b", 0, 1, 2, 3)), DEVICE);
    }

    private Optional<Refusal> retire() {
        return clerk.offer(new Entry.Retire(FOLDER, List.of(pack("a"))), DEVICE);
    }

    private void retain(Duration time) {
        clerk.accept(new Entry.Retain(FOLDER, time.toMillis()), ACCOUNT);
    }

    private Use use() {
        return clerk.view().pack(FOLDER, pack("a")).orElseThrow().use();
    }
}
