package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.ACCOUNT;
import static eu.allmende.protocol.ledger.Actors.ACCOUNT_ID;
import static eu.allmende.protocol.ledger.Actors.COMMONS;
import static eu.allmende.protocol.ledger.Actors.DEVICE;
import static eu.allmende.protocol.ledger.Actors.FOLDER;
import static eu.allmende.protocol.ledger.Actors.accountCreate;
import static eu.allmende.protocol.ledger.Actors.deviceAdd;
import static eu.allmende.protocol.ledger.Actors.folderCreate;
import static eu.allmende.protocol.ledger.Actors.key;
import static eu.allmende.protocol.ledger.Actors.node;
import static eu.allmende.protocol.ledger.Actors.nodeRegister;
import static eu.allmende.protocol.ledger.Actors.pack;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerRulesTest {
    private static final SigningKey STRANGER = key("stranger");
    private final Clerk clerk = new Clerk();

    @Nested
    class AnEntryByItself {
        @Test
        void forAnotherCommonsIsRefused() {
            CommonsId other = new CommonsId(Hash.sha256(new byte[1]));

            assertThat(clerk.offer(SignedEntry.sign(other, accountCreate(), ACCOUNT)))
                    .contains(Refusal.WRONG_COMMONS);
        }

        @Test
        void forAnotherGroupIsRefused() {
            SignedEntry signed = SignedEntry.sign(COMMONS, accountCreate(), ACCOUNT);

            assertThat(
                            clerk.offer(
                                    new SignedEntry(
                                            COMMONS,
                                            1,
                                            signed.entry(),
                                            signed.signer(),
                                            signed.signature())))
                    .contains(Refusal.WRONG_COMMONS);
        }

        @Test
        void withAnotherEntrysSignatureIsRefused() {
            Signature foreign = SignedEntry.sign(COMMONS, accountCreate(), ACCOUNT).signature();

            assertThat(
                            clerk.offer(
                                    new SignedEntry(
                                            COMMONS,
                                            0,
                                            folderCreate(),
                                            ACCOUNT.publicKey(),
                                            foreign)))
                    .contains(Refusal.BAD_SIGNATURE);
        }

        @Test
        void over64KiBIsRefused() {
            List<PackPlacement> many =
                    IntStream.range(0, 300).mapToObj(i -> wide("pack " + i)).toList();

            assertThat(clerk.offer(new Entry.Packs(FOLDER, many), DEVICE))
                    .contains(Refusal.TOO_LARGE);
        }

        private PackPlacement wide(String name) {
            return new PackPlacement(
                    pack(name),
                    new PackShape(1, 16, 40, 10_000),
                    Collections.nCopies(40, 1_000_000),
                    Actors.hash(name));
        }
    }

    @Nested
    class Accounts {
        @Test
        void areMadeByTheirOwnKeyOnly() {
            assertThat(clerk.offer(accountCreate(), STRANGER)).contains(Refusal.NOT_A_MEMBER);
        }

        @Test
        void areMadeOnce() {
            clerk.accept(accountCreate(), ACCOUNT);

            assertThat(clerk.offer(accountCreate(), ACCOUNT)).contains(Refusal.DUPLICATE);
        }
    }

    @Nested
    class Devices {
        @Test
        void needAnAccount() {
            assertThat(clerk.offer(deviceAdd(DEVICE), ACCOUNT)).contains(Refusal.UNKNOWN_ACCOUNT);
        }

        @Test
        void areAddedByTheAccountAndByItsDevices() {
            clerk.acceptAccountAndDevice();

            clerk.accept(deviceAdd(key("second")), DEVICE);
        }

        @Test
        void areNotAddedByStrangers() {
            clerk.accept(accountCreate(), ACCOUNT);

            assertThat(clerk.offer(deviceAdd(DEVICE), STRANGER)).contains(Refusal.UNKNOWN_DEVICE);
        }

        @Test
        void areNotAddedAgainstTheirWill() {
            clerk.accept(accountCreate(), ACCOUNT);
            Entry.DeviceAdd add = deviceAdd(DEVICE);
            Entry.DeviceAdd claimed =
                    new Entry.DeviceAdd(
                            add.account(),
                            key("second").publicKey(),
                            add.wrapPublic(),
                            add.sealedName(),
                            add.consent());

            assertThat(clerk.offer(claimed, ACCOUNT)).contains(Refusal.BAD_SIGNATURE);
        }

        @Test
        void areAddedOnceEvenIfRevoked() {
            clerk.acceptAccountAndDevice();
            clerk.accept(revoke(), DEVICE);

            assertThat(clerk.offer(deviceAdd(DEVICE), ACCOUNT)).contains(Refusal.DUPLICATE);
        }

        @Test
        void sayNothingOnceRevoked() {
            clerk.acceptAccountAndDevice();
            clerk.accept(revoke(), ACCOUNT);

            assertThat(clerk.offer(deviceAdd(key("second")), DEVICE)).contains(Refusal.REVOKED);
        }

        @Test
        void areRevokedOnce() {
            clerk.acceptAccountAndDevice();
            clerk.accept(revoke(), ACCOUNT);

            assertThat(clerk.offer(revoke(), ACCOUNT)).contains(Refusal.DUPLICATE);
        }

        @Test
        void thatNobodyAddedAreNotRevoked() {
            clerk.accept(accountCreate(), ACCOUNT);

            assertThat(clerk.offer(revoke(), ACCOUNT)).contains(Refusal.UNKNOWN_DEVICE);
        }

        @Test
        void ofAnotherAccountAreNotRevoked() {
            clerk.acceptAccountAndDevice();
            Entry.AccountCreate other =
                    new Entry.AccountCreate(STRANGER.publicKey(), Bytes.EMPTY, Bytes.EMPTY);
            clerk.accept(other, STRANGER);

            assertThat(
                            clerk.offer(
                                    new Entry.DeviceRevoke(
                                            other.account(), DEVICE.publicKey().deviceId()),
                                    STRANGER))
                    .contains(Refusal.UNKNOWN_DEVICE);
            assertThat(clerk.offer(folderCreate(), STRANGER)).contains(Refusal.UNKNOWN_DEVICE);
        }

        private Entry.DeviceRevoke revoke() {
            return new Entry.DeviceRevoke(ACCOUNT_ID, DEVICE.publicKey().deviceId());
        }
    }

    @Nested
    class Nodes {
        @Test
        void areNumberedInTheOrderOfTheirRegistration() {
            clerk.accept(nodeRegister(node(0), "DE"), node(0));
            clerk.accept(nodeRegister(node(1), "FR"), node(1));

            assertThat(clerk.view().node(node(1).publicKey().nodeId()).orElseThrow().number())
                    .isEqualTo(1);
            assertThat(clerk.view().node(0).orElseThrow().node())
                    .isEqualTo(node(0).publicKey().nodeId());
        }

        @Test
        void registerThemselvesOnly() {
            assertThat(clerk.offer(nodeRegister(node(0), "DE"), STRANGER))
                    .contains(Refusal.NOT_A_MEMBER);
        }

        @Test
        void registerOnce() {
            clerk.accept(nodeRegister(node(0), "DE"), node(0));

            assertThat(clerk.offer(nodeRegister(node(0), "FR"), node(0)))
                    .contains(Refusal.DUPLICATE);
        }

        @Test
        void leaveOnceAndOfTheirOwnWill() {
            Entry.NodeLeave leave = new Entry.NodeLeave(node(0).publicKey().nodeId());

            assertThat(clerk.offer(leave, node(0))).contains(Refusal.UNKNOWN_NODE);
            clerk.accept(nodeRegister(node(0), "DE"), node(0));
            assertThat(clerk.offer(leave, STRANGER)).contains(Refusal.NOT_A_MEMBER);
            clerk.accept(leave, node(0));
            assertThat(clerk.offer(leave, node(0))).contains(Refusal.DUPLICATE);
        }
    }
}
