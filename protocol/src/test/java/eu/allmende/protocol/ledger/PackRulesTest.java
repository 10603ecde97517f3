package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.ACCOUNT;
import static eu.allmende.protocol.ledger.Actors.ACCOUNT_ID;
import static eu.allmende.protocol.ledger.Actors.COMMONS;
import static eu.allmende.protocol.ledger.Actors.DEVICE;
import static eu.allmende.protocol.ledger.Actors.FOLDER;
import static eu.allmende.protocol.ledger.Actors.commit;
import static eu.allmende.protocol.ledger.Actors.folderCreate;
import static eu.allmende.protocol.ledger.Actors.key;
import static eu.allmende.protocol.ledger.Actors.node;
import static eu.allmende.protocol.ledger.Actors.nodeRegister;
import static eu.allmende.protocol.ledger.Actors.pack;
import static eu.allmende.protocol.ledger.Actors.packs;
import static eu.allmende.protocol.ledger.Actors.placement;
import static eu.allmende.protocol.ledger.Actors.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PackRulesTest {
    private static final SigningKey STRANGER = key("stranger");
    private static final int NOBODY = PackPlacement.NOBODY;
    private final Clerk clerk = new Clerk();

    @BeforeEach
    void aFolderAndFiveNodes() {
        clerk.acceptAccountAndDevice();
        List<String> countries = List.of("DE", "FR", "NL", "AT", "US");
        for (int i = 0; i < countries.size(); i++) {
            clerk.accept(nodeRegister(node(i), countries.get(i)), node(i));
        }
    }

    @Test
    void needAFolder() {
        assertThat(clerk.offer(packs(placement("a", 0, 1, 2, 3)), DEVICE))
                .contains(Refusal.UNKNOWN_FOLDER);
        assertThat(clerk.offer(commit(0, List.of(), List.of()), DEVICE))
                .contains(Refusal.UNKNOWN_FOLDER);
    }

    @Nested
    class OfAFolder {
        @BeforeEach
        void aFolder() {
            clerk.accept(folderCreate(), DEVICE);
        }

        @Test
        void packsAreOrderedByDevicesOfTheOwnerOnly() {
            Entry.Packs packs = packs(placement("a", 0, 1, 2, 3));

            assertThat(clerk.offer(packs, STRANGER)).contains(Refusal.UNKNOWN_DEVICE);
            clerk.accept(packs, DEVICE);
        }

        @Test
        void aHolderOutsideTheFenceIsRefused() {
            assertThat(clerk.offer(packs(placement("a", 0, 1, 2, 4)), DEVICE))
                    .contains(Refusal.OUT_OF_FENCE);
        }

        @Test
        void aHolderThatIsUnknownOrHasLeftIsRefused() {
            assertThat(clerk.offer(packs(placement("a", 0, 1, 2, 5)), DEVICE))
                    .contains(Refusal.UNKNOWN_NODE);
            clerk.accept(new Entry.NodeLeave(node(3).publicKey().nodeId()), node(3));
            assertThat(clerk.offer(packs(placement("a", 0, 1, 2, 3)), DEVICE))
                    .contains(Refusal.UNKNOWN_NODE);
        }

        @Test
        void twoPiecesOnOneNodeAreRefused() {
            assertThat(clerk.offer(packs(placement("a", 0, 1, 2, 2)), DEVICE))
                    .contains(Refusal.BAD_FORM);
        }

        @Test
        void fewerPiecesThanACommitNeedsAreRefused() {
            clerk.accept(packs(placement("a", 0, 1, 2, NOBODY)), DEVICE);

            assertThat(clerk.offer(packs(placement("b", 0, 1, NOBODY, NOBODY)), DEVICE))
                    .contains(Refusal.TOO_FEW_PIECES);
        }

        @Test
        void aCodeThatIsNoRungIsRefused() {
            PackPlacement odd =
                    new PackPlacement(
                            pack("a"),
                            new PackShape(1, 3, 4, 10_000),
                            List.of(0, 1, 2, 3),
                            Actors.hash("receipts"));
            PackPlacement foreign =
                    new PackPlacement(
                            pack("a"),
                            new PackShape(2, 2, 4, 10_000),
                            List.of(0, 1, 2, 3),
                            Actors.hash("receipts"));

            assertThat(clerk.offer(packs(odd), DEVICE)).contains(Refusal.BAD_FORM);
            assertThat(clerk.offer(packs(foreign), DEVICE)).contains(Refusal.BAD_FORM);
        }

        @Test
        void aKnownPackIsNamedAgainOnlyToFillWhatNobodyKept() {
            clerk.accept(packs(placement("a", 0, 1, 2, NOBODY)), DEVICE);

            assertThat(clerk.offer(packs(placement("a", 0, 1, 2, NOBODY)), DEVICE))
                    .contains(Refusal.DUPLICATE);
            assertThat(clerk.offer(packs(placement("a", 3, 1, 2, 0)), DEVICE))
                    .contains(Refusal.DUPLICATE);
            clerk.accept(packs(placement("a", 0, 1, 2, 3)), DEVICE);
            assertThat(clerk.view().pack(FOLDER, pack("a")).orElseThrow().placement().holders())
                    .containsExactly(0, 1, 2, 3);
        }

        @Test
        void aCommitMovesTheFolderOneStep() {
            clerk.accept(commit(0, List.of(), List.of()), DEVICE);

            assertThat(clerk.view().folder(FOLDER).orElseThrow().head()).isEqualTo(1);
        }

        @Test
        void aCommitThatWasOvertakenIsRefused() {
            clerk.accept(commit(0, List.of(), List.of()), DEVICE);

            assertThat(clerk.offer(commit(0, List.of(), List.of()), DEVICE))
                    .contains(Refusal.OVERTAKEN);
            assertThat(clerk.offer(commit(2, List.of(), List.of()), DEVICE))
                    .contains(Refusal.OVERTAKEN);
        }

        @Test
        void aCommitIsSignedByItsAuthor() {
            assertThat(clerk.offer(commit(0, List.of(), List.of()), ACCOUNT))
                    .contains(Refusal.NOT_A_MEMBER);
        }

        @Test
        void aCommitOfARevokedDeviceIsRefused() {
            DeviceId device = DEVICE.publicKey().deviceId();
            clerk.accept(new Entry.DeviceRevoke(ACCOUNT_ID, device), ACCOUNT);

            assertThat(clerk.offer(commit(0, List.of(), List.of()), DEVICE))
                    .contains(Refusal.REVOKED);
        }

        @Test
        void aCommitOfAStrangersDeviceIsRefused() {
            Entry.AccountCreate other =
                    new Entry.AccountCreate(STRANGER.publicKey(), Bytes.EMPTY, Bytes.EMPTY);
            clerk.accept(other, STRANGER);
            SigningKey theirs = key("their device");
            clerk.accept(theirDevice(other, theirs), STRANGER);
            Entry.Commit own = commit(0, List.of(), List.of());
            Entry.Commit foreign =
                    new Entry.Commit(
                            FOLDER,
                            0,
                            own.epoch(),
                            theirs.publicKey().deviceId(),
                            own.batch(),
                            List.of(),
                            List.of(),
                            Optional.empty());

            assertThat(clerk.offer(foreign, theirs)).contains(Refusal.NOT_A_MEMBER);
        }

        private Entry.DeviceAdd theirDevice(Entry.AccountCreate owner, SigningKey device) {
            DeviceConsent consent =
                    new DeviceConsent(COMMONS, owner.account(), device.publicKey(), Bytes.EMPTY);
            return new Entry.DeviceAdd(
                    owner.account(),
                    device.publicKey(),
                    Bytes.EMPTY,
                    Bytes.EMPTY,
                    consent.sign(device));
        }

        @Test
        void aCommitOfAnotherEpochIsRefused() {
            clerk.accept(wrap(2, ACCOUNT_ID.hash()), ACCOUNT);

            assertThat(clerk.offer(commit(0, List.of(), List.of()), DEVICE))
                    .contains(Refusal.OLD_EPOCH);
        }

        @Test
        void packsAreClaimedOnceAndReleasedOnce() {
            clerk.accept(packs(placement("a", 0, 1, 2, 3)), DEVICE);

            assertThat(clerk.offer(commit(0, List.of(pack("b")), List.of()), DEVICE))
                    .contains(Refusal.UNKNOWN_PACK);
            assertThat(clerk.offer(commit(0, List.of(), List.of(pack("a"))), DEVICE))
                    .contains(Refusal.UNKNOWN_PACK);
            clerk.accept(commit(0, List.of(pack("a")), List.of()), DEVICE);
            assertThat(clerk.offer(commit(1, List.of(pack("a")), List.of()), DEVICE))
                    .contains(Refusal.UNKNOWN_PACK);
            clerk.accept(commit(1, List.of(), List.of(pack("a"))), DEVICE);
            assertThat(clerk.offer(commit(2, List.of(), List.of(pack("a"))), DEVICE))
                    .contains(Refusal.UNKNOWN_PACK);
        }

        @Test
        void fillingAClaimedPackKeepsItClaimed() {
            clerk.accept(packs(placement("a", 0, 1, 2, NOBODY)), DEVICE);
            clerk.accept(commit(0, List.of(pack("a")), List.of()), DEVICE);
            clerk.accept(packs(placement("a", 0, 1, 2, 3)), DEVICE);

            assertThat(clerk.view().pack(FOLDER, pack("a")).orElseThrow().use())
                    .isEqualTo(LedgerView.Use.CLAIMED);
        }
    }
}
