package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.ACCOUNT;
import static eu.allmende.protocol.ledger.Actors.ACCOUNT_ID;
import static eu.allmende.protocol.ledger.Actors.DEVICE;
import static eu.allmende.protocol.ledger.Actors.FOLDER;
import static eu.allmende.protocol.ledger.Actors.commit;
import static eu.allmende.protocol.ledger.Actors.hash;
import static eu.allmende.protocol.ledger.Actors.key;
import static eu.allmende.protocol.ledger.Actors.node;
import static eu.allmende.protocol.ledger.Actors.pack;
import static eu.allmende.protocol.ledger.Actors.packs;
import static eu.allmende.protocol.ledger.Actors.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.FolderId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A piece goes to another node, if all rules allow it. Pack a lies on nodes 0 to 3.
class MoveRulesTest {
    private static final int FREE = 4;
    private static final int AMERICAN = 5;
    private static final int OF_OPERATOR_0 = 6;
    private static final int UNKNOWN = 7;

    private final Clerk clerk = new Clerk();

    @BeforeEach
    void aPackOnFourOfSevenNodes() {
        clerk.acceptAccountAndDevice();
        for (int number = 0; number <= FREE; number++) {
            register(number, "operator " + number, "DE");
        }
        register(AMERICAN, "operator 5", "US");
        register(OF_OPERATOR_0, "operator 0", "FR");
        clerk.accept(Actors.folderCreate(), DEVICE);
        clerk.accept(packs(placement("a", 0, 1, 2, 3)), DEVICE);
    }

    private void register(int number, String operator, String country) {
        Country where = new Country(country);
        clerk.accept(
                new Entry.NodeRegister(
                        node(number).publicKey(),
                        hash(operator),
                        NodeAttributes.declared(where, where),
                        50L << 30),
                node(number));
    }

    @Test
    void aPieceMovesAndNothingElseOfThePackChanges() {
        clerk.accept(commit(0, List.of(pack("a")), List.of()), DEVICE);
        LedgerView.PackStanding before = standing();

        clerk.accept(move(2, 2, FREE), DEVICE);

        assertThat(standing().placement().holders()).containsExactly(0, 1, FREE, 3);
        assertThat(standing().use()).isEqualTo(before.use());
        assertThat(standing().sinceMillis()).isEqualTo(before.sinceMillis());
        assertThat(standing().placement().receiptsHash())
                .isEqualTo(before.placement().receiptsHash());
    }

    @Test
    void aPieceMovesOnFromWhereItWasMovedTo() {
        clerk.accept(move(2, 2, FREE), DEVICE);
        clerk.accept(move(2, FREE, 2), DEVICE);

        assertThat(standing().placement().holders()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void ofTwoWhoMoveAPieceTheFirstOneCounts() {
        register(UNKNOWN, "operator 7", "NL");
        clerk.accept(move(2, 2, FREE), DEVICE);

        assertThat(offer(move(2, 2, UNKNOWN))).contains(Refusal.NOT_THE_HOLDER);
        assertThat(offer(move(1, 2, UNKNOWN))).contains(Refusal.NOT_THE_HOLDER);
    }

    @Test
    void aPieceThatNobodyKeepsIsNotMoved() {
        clerk.accept(packs(placement("b", 0, 1, 2, PackPlacement.NOBODY)), DEVICE);

        assertThat(offer(new Entry.Move(FOLDER, pack("b"), 3, 3, FREE, hash("receipt"))))
                .contains(Refusal.NOT_THE_HOLDER);
    }

    @Test
    void aPackHasNoMorePiecesThanItsCode() {
        assertThat(offer(move(4, 0, FREE))).contains(Refusal.BAD_FORM);
    }

    @Test
    void nobodyHoldsTwoPiecesOfAPack() {
        assertThat(offer(move(2, 2, 3))).contains(Refusal.ALREADY_A_HOLDER);
    }

    @Test
    void noOperatorHoldsTwoPiecesOfAPack() {
        assertThat(offer(move(2, 2, OF_OPERATOR_0))).contains(Refusal.ALREADY_A_HOLDER);
        clerk.accept(move(0, 0, OF_OPERATOR_0), DEVICE);
    }

    @Test
    void aNodeOutsideTheFenceIsRefused() {
        assertThat(offer(move(2, 2, AMERICAN))).contains(Refusal.OUT_OF_FENCE);
    }

    @Test
    void aNodeThatIsUnknownOrHasLeftIsRefused() {
        assertThat(offer(move(2, 2, UNKNOWN))).contains(Refusal.UNKNOWN_NODE);
        clerk.accept(new Entry.NodeLeave(node(FREE).publicKey().nodeId()), node(FREE));
        assertThat(offer(move(2, 2, FREE))).contains(Refusal.UNKNOWN_NODE);
    }

    @Test
    void aPieceMovesAwayFromANodeThatHasLeft() {
        clerk.accept(new Entry.NodeLeave(node(2).publicKey().nodeId()), node(2));

        clerk.accept(move(2, 2, FREE), DEVICE);
    }

    @Test
    void onlyDevicesOfTheOwnerMove() {
        assertThat(clerk.offer(move(2, 2, FREE), key("stranger"))).contains(Refusal.UNKNOWN_DEVICE);
        assertThat(clerk.offer(move(2, 2, FREE), node(FREE))).contains(Refusal.UNKNOWN_DEVICE);
        assertThat(clerk.offer(move(2, 2, FREE), ACCOUNT)).contains(Refusal.UNKNOWN_DEVICE);
        clerk.accept(new Entry.DeviceRevoke(ACCOUNT_ID, DEVICE.publicKey().deviceId()), ACCOUNT);
        assertThat(offer(move(2, 2, FREE))).contains(Refusal.REVOKED);
    }

    @Test
    void whatIsNotThereDoesNotMove() {
        FolderId other = new FolderId(1, 1);

        assertThat(offer(new Entry.Move(other, pack("a"), 2, 2, FREE, hash("receipt"))))
                .contains(Refusal.UNKNOWN_FOLDER);
        assertThat(offer(new Entry.Move(FOLDER, pack("c"), 2, 2, FREE, hash("receipt"))))
                .contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void aPackThatWaitedTooLongIsVoid() {
        clerk.passes(Periods.UNCLAIMED_STAYS.minusMillis(1));
        clerk.accept(move(2, 2, FREE), DEVICE);
        clerk.passes(Periods.UNCLAIMED_STAYS);

        assertThat(offer(move(2, FREE, 2))).contains(Refusal.VOID_PACK);
    }

    @Test
    void aReleasedPackMovesUntilItIsRetired() {
        clerk.accept(commit(0, List.of(pack("a")), List.of()), DEVICE);
        clerk.accept(commit(1, List.of(), List.of(pack("a"))), DEVICE);
        clerk.passes(Periods.LEAST_RETENTION);
        clerk.accept(move(2, 2, FREE), DEVICE);
        clerk.accept(new Entry.Retire(FOLDER, List.of(pack("a"))), DEVICE);

        assertThat(offer(move(2, FREE, 2))).contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void aMoveThatMovesNothingIsNoEntry() {
        assertThatThrownBy(() -> move(2, 3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> move(2, PackPlacement.NOBODY, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> move(255, 2, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private LedgerView.PackStanding standing() {
        return clerk.view().pack(FOLDER, pack("a")).orElseThrow();
    }

    private static Entry.Move move(int piece, int from, int to) {
        return new Entry.Move(FOLDER, pack("a"), piece, from, to, hash("receipt"));
    }

    private Optional<Refusal> offer(Entry entry) {
        return clerk.offer(entry, DEVICE);
    }
}
