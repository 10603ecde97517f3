package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Packs, and the commits that need them, handed in together to four validators.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PacksHandedInTest {
    private TestCommons commons;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        commons = TestCommons.start(dir, 4);
    }

    @AfterAll
    void stop() throws IOException {
        commons.close();
    }

    @Test
    void packsAndTheCommitThatNeedsThemAreTakenOrRefusedTogether() throws IOException {
        SigningKey account = TestCommons.key(20);
        SigningKey device = TestCommons.key(21);
        SigningKey node = TestCommons.key(22);
        FolderId folder = new FolderId(20, 20);
        commons.submit(
                0,
                commons.account(20),
                commons.sign(account, add(account, device)),
                commons.sign(device, create(account, folder)));
        PackPlacement strange = placement(1, 1_000_000);
        List<Outcome> refused =
                commons.submit(
                                1,
                                commons.sign(device, packs(folder, strange)),
                                commons.sign(device, claim(folder, 0, device, strange)),
                                commons.sign(device, commit(folder, 0, device)))
                        .outcomes();

        assertThat(refused.get(0)).isEqualTo(Outcome.Refused.of(Refusal.UNKNOWN_NODE));
        assertThat(refused.get(1)).isEqualTo(Outcome.Refused.of(Refusal.UNKNOWN_PACK));
        assertThat(refused.get(2)).isInstanceOf(Outcome.Ordered.class);

        commons.submit(2, commons.sign(node, register(node)));
        PackPlacement good = placement(2, 0);
        SignedEntry[] entries = {
            commons.sign(device, packs(folder, good)),
            commons.sign(device, claim(folder, 1, device, good))
        };
        List<Outcome> taken = commons.submit(3, entries).outcomes();

        assertThat(taken).allMatch(Outcome.Ordered.class::isInstance);
        assertThat(commons.submit(0, entries).outcomes())
                .map(outcome -> ((Outcome.Ordered) outcome).index())
                .isEqualTo(taken.stream().map(one -> ((Outcome.Ordered) one).index()).toList());
    }

    private static PackPlacement placement(int seed, int holder) {
        return new PackPlacement(
                new PackRoot(Hash.sha256(new byte[] {(byte) seed})),
                new PackShape(1, 1, 1, 4096),
                List.of(holder),
                Hash.sha256(new byte[] {0}));
    }

    private static Entry packs(FolderId folder, PackPlacement placement) {
        return new Entry.Packs(folder, List.of(placement));
    }

    private static Entry claim(
            FolderId folder, long base, SigningKey author, PackPlacement placement) {
        return new Entry.Commit(
                folder,
                base,
                Entry.FIRST_EPOCH,
                author.publicKey().deviceId(),
                TestCommons.text("batch"),
                List.of(placement.root()),
                List.of(),
                Optional.empty());
    }

    private static Entry register(SigningKey node) {
        Country here = new Country("DE");
        return new Entry.NodeRegister(
                node.publicKey(),
                Hash.sha256(new byte[] {1}),
                NodeAttributes.declared(here, here),
                1L << 30);
    }

    private Entry add(SigningKey account, SigningKey device) {
        Bytes wrap = TestCommons.text("wrap");
        return new Entry.DeviceAdd(
                account.publicKey().accountId(),
                device.publicKey(),
                wrap,
                TestCommons.text("name"),
                new DeviceConsent(
                                commons.local.commons().commons(),
                                account.publicKey().accountId(),
                                device.publicKey(),
                                wrap)
                        .sign(device));
    }

    private static Entry create(SigningKey account, FolderId folder) {
        return new Entry.FolderCreate(
                folder,
                account.publicKey().accountId(),
                Fence.preset("anywhere"),
                TestCommons.text("name"));
    }

    private static Entry commit(FolderId folder, long base, SigningKey author, int... content) {
        return new Entry.Commit(
                folder,
                base,
                Entry.FIRST_EPOCH,
                author.publicKey().deviceId(),
                TestCommons.text("batch" + content.length),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
