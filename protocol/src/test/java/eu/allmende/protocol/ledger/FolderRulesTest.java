package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.ACCOUNT;
import static eu.allmende.protocol.ledger.Actors.ACCOUNT_ID;
import static eu.allmende.protocol.ledger.Actors.DEVICE;
import static eu.allmende.protocol.ledger.Actors.FOLDER;
import static eu.allmende.protocol.ledger.Actors.folderCreate;
import static eu.allmende.protocol.ledger.Actors.key;
import static eu.allmende.protocol.ledger.Actors.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FolderRulesTest {
    private static final SigningKey STRANGER = key("stranger");
    private final Clerk clerk = new Clerk();

    @Nested
    class Folders {
        @BeforeEach
        void anAccount() {
            clerk.acceptAccountAndDevice();
        }

        @Test
        void areMadeOnce() {
            clerk.accept(folderCreate(), DEVICE);

            assertThat(clerk.offer(folderCreate(), ACCOUNT)).contains(Refusal.DUPLICATE);
        }

        @Test
        void areNotMadeByStrangers() {
            assertThat(clerk.offer(folderCreate(), STRANGER)).contains(Refusal.UNKNOWN_DEVICE);
        }

        @Test
        void needAnAccount() {
            Entry.FolderCreate elsewhere =
                    new Entry.FolderCreate(
                            FOLDER, STRANGER.publicKey().accountId(), Actors.EU, Bytes.EMPTY);

            assertThat(clerk.offer(elsewhere, STRANGER)).contains(Refusal.UNKNOWN_ACCOUNT);
        }
    }

    @Nested
    class Wraps {
        private final Hash device = DEVICE.publicKey().deviceId().hash();

        @BeforeEach
        void aFolder() {
            clerk.acceptAccountAndDevice();
        }

        @Test
        void needAFolder() {
            assertThat(clerk.offer(wrap(1, device), DEVICE)).contains(Refusal.UNKNOWN_FOLDER);
        }

        @Test
        void areForTheAccountAndItsLiveDevicesOnly() {
            clerk.accept(folderCreate(), DEVICE);
            clerk.accept(wrap(1, ACCOUNT_ID.hash()), DEVICE);
            clerk.accept(wrap(1, device), DEVICE);

            assertThat(clerk.offer(wrap(1, Actors.hash("nobody")), DEVICE))
                    .contains(Refusal.UNKNOWN_DEVICE);
        }

        @Test
        void areMadeOncePerEpochAndRecipient() {
            clerk.accept(folderCreate(), DEVICE);
            clerk.accept(wrap(1, device), DEVICE);

            assertThat(clerk.offer(wrap(1, device), ACCOUNT)).contains(Refusal.DUPLICATE);
        }

        @Test
        void areNotMadeByStrangers() {
            clerk.accept(folderCreate(), DEVICE);

            assertThat(clerk.offer(wrap(1, device), STRANGER)).contains(Refusal.UNKNOWN_DEVICE);
        }

        @Test
        void openTheNextEpochButSkipNone() {
            clerk.accept(folderCreate(), DEVICE);

            assertThat(clerk.offer(wrap(3, device), DEVICE)).contains(Refusal.BAD_FORM);
            clerk.accept(wrap(2, device), DEVICE);
            assertThat(clerk.view().folder(FOLDER).orElseThrow().epoch()).isEqualTo(2);
            clerk.accept(wrap(1, ACCOUNT_ID.hash()), DEVICE);
            assertThat(clerk.view().folder(FOLDER).orElseThrow().epoch()).isEqualTo(2);
        }
    }
}
