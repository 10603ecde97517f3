package eu.allmende.protocol.ledger;

import static eu.allmende.protocol.ledger.Actors.ACCOUNT;
import static eu.allmende.protocol.ledger.Actors.ACCOUNT_ID;
import static eu.allmende.protocol.ledger.Actors.COMMONS;
import static eu.allmende.protocol.ledger.Actors.DEVICE;
import static eu.allmende.protocol.ledger.Actors.FOLDER;
import static eu.allmende.protocol.ledger.Actors.node;
import static eu.allmende.protocol.ledger.Actors.pack;
import static eu.allmende.protocol.ledger.Actors.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.Golden;
import eu.allmende.protocol.fence.Attribute;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.EvidenceLevel;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerFormsTest {
    static Stream<Arguments> entries() {
        return Stream.of(
                Arguments.of("entry-account-create", Actors.accountCreate(), ACCOUNT),
                Arguments.of("entry-device-add", Actors.deviceAdd(DEVICE), ACCOUNT),
                Arguments.of(
                        "entry-device-revoke",
                        new Entry.DeviceRevoke(ACCOUNT_ID, DEVICE.publicKey().deviceId()),
                        ACCOUNT),
                Arguments.of("entry-node-register", nodeRegister(), node(0)),
                Arguments.of(
                        "entry-node-leave",
                        new Entry.NodeLeave(node(0).publicKey().nodeId()),
                        node(0)),
                Arguments.of("entry-folder-create", Actors.folderCreate(), DEVICE),
                Arguments.of("entry-wrap", Actors.wrap(1, ACCOUNT_ID.hash()), DEVICE),
                Arguments.of(
                        "entry-packs",
                        Actors.packs(
                                placement("a", 0, 1, 2, PackPlacement.NOBODY),
                                placement("b", 3, 2, 1, 300)),
                        DEVICE),
                Arguments.of(
                        "entry-commit",
                        Actors.commit(41, List.of(pack("a"), pack("b")), List.of(pack("c"))),
                        DEVICE),
                Arguments.of(
                        "entry-commit-snapshot",
                        Actors.naming(41, new SnapshotMark(40, new Tip(97, Actors.hash("tip")))),
                        DEVICE),
                Arguments.of(
                        "entry-retire",
                        new Entry.Retire(Actors.FOLDER, List.of(pack("a"), pack("b"))),
                        DEVICE),
                Arguments.of(
                        "entry-retain",
                        new Entry.Retain(Actors.FOLDER, Duration.ofDays(90).toMillis()),
                        ACCOUNT),
                Arguments.of(
                        "entry-move",
                        new Entry.Move(Actors.FOLDER, pack("a"), 2, 7, 300, Actors.hash("receipt")),
                        DEVICE));
    }

    private static Entry.NodeRegister nodeRegister() {
        NodeAttributes attributes =
                new NodeAttributes(
                        Attribute.of(new Country("DE"), EvidenceLevel.L2),
                        Attribute.of(new Country("DE"), EvidenceLevel.L1),
                        Attribute.declared(new Country("FR")),
                        Attribute.UNKNOWN);
        return new Entry.NodeRegister(
                node(0).publicKey(), Actors.hash("operator"), attributes, 50L << 30);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void anEntryKeepsItsSpelling(String name, Entry entry, SigningKey signer) throws IOException {
        SignedEntry signed = SignedEntry.sign(COMMONS, entry, signer);

        Golden.assertSame(name, signed.encode().buffer());
        assertThat(SignedEntry.decode(signed.encode())).isEqualTo(signed);
        assertThat(signed.isSigned()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void anEntryWithAnyByteChangedIsMalformedOrNotSigned(
            String name, Entry entry, SigningKey signer) {
        byte[] good = SignedEntry.sign(COMMONS, entry, signer).encode().bytes();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(isBelieved(Bytes.of(bad))).as("%s, byte %s", name, i).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void anEntryCutShortOrDrawnOutIsMalformed(String name, Entry entry, SigningKey signer) {
        byte[] good = SignedEntry.sign(COMMONS, entry, signer).encode().bytes();

        assertThat(isBelieved(Bytes.of(Arrays.copyOf(good, good.length - 1)))).isFalse();
        assertThat(isBelieved(Bytes.of(Arrays.copyOf(good, good.length + 1)))).isFalse();
        assertThat(isBelieved(Bytes.EMPTY)).isFalse();
    }

    private static boolean isBelieved(Bytes form) {
        try {
            return SignedEntry.decode(form).isSigned();
        } catch (MalformedException e) {
            return false;
        }
    }

    @Test
    void aSecondSpellingIsMalformed() {
        byte[] good = SignedEntry.sign(COMMONS, Actors.accountCreate(), ACCOUNT).encode().bytes();
        byte[] wider = new byte[good.length + 1];
        wider[0] = good[0];
        wider[1] = 0x18;
        System.arraycopy(good, 1, wider, 2, good.length - 1);

        assertThatThrownBy(() -> SignedEntry.decode(Bytes.of(wider)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("second way");
    }

    @Test
    void aLeafKeepsItsSpelling() throws IOException {
        SignedEntry signed = SignedEntry.sign(COMMONS, Actors.folderCreate(), DEVICE);
        LedgerLeaf leaf = new LedgerLeaf(7, 1_790_000_000_123L, signed, 3);

        Golden.assertSame("leaf", leaf.encode().buffer());
        assertThat(LedgerLeaf.decode(7, leaf.encode(), 3)).isEqualTo(leaf);
    }

    @Test
    void aGenesisKeepsItsSpelling() throws IOException {
        Genesis genesis = Actors.genesis(4);

        Golden.assertSame("genesis", genesis.encode().buffer());
        assertThat(Genesis.decode(genesis.encode())).isEqualTo(genesis);
        assertThat(genesis.commons().hash().bytes())
                .isEqualTo(Hash.sha256(genesis.encode().buffer()).bytes());
    }

    @Test
    void aReceiptKeepsItsSpelling() throws IOException {
        Receipt receipt =
                new Receipt.Statement(
                                pack("a"),
                                3,
                                5_000,
                                DEVICE.publicKey().deviceId(),
                                FOLDER,
                                Actors.EU.hash(),
                                1_790_000_600_000L,
                                node(0).publicKey())
                        .sign(node(0));

        Golden.assertSame("receipt", receipt.encode().buffer());
        assertThat(Receipt.decode(receipt.encode())).isEqualTo(receipt);
        assertThat(receipt.isSigned()).isTrue();
        assertThat(Receipt.hashOf(List.of(receipt)))
                .isEqualTo(Hash.sha256(receipt.encode().buffer()));
    }

    @Test
    void aReceiptOfAnotherNodeIsNotSigned() {
        Receipt.Statement statement =
                new Receipt.Statement(
                        pack("a"),
                        3,
                        5_000,
                        DEVICE.publicKey().deviceId(),
                        FOLDER,
                        Actors.EU.hash(),
                        0,
                        node(0).publicKey());

        assertThatThrownBy(() -> statement.sign(node(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Receipt(statement, node(1).sign(new byte[1])).isSigned()).isFalse();
    }

    @Test
    void aNodeRecordKeepsItsSpelling() throws IOException {
        NodeRecord.Statement statement =
                new NodeRecord.Statement(
                        node(0).publicKey(),
                        "node.example",
                        7443,
                        "Genossenschaft Süd",
                        Bytes.of(new byte[16]),
                        1_790_000_600_000L);
        NodeRecord record = statement.sign(node(0));

        Golden.assertSame("node-record", record.encode().buffer());
        assertThat(NodeRecord.decode(record.encode())).isEqualTo(record);
        assertThat(record.isSigned()).isTrue();
        assertThat(statement.operatorHash())
                .isEqualTo(NodeRecord.operatorHash(Bytes.of(new byte[16]), "Genossenschaft Süd"));
    }

    @Test
    void aFenceKeepsItsSpelling() throws IOException {
        Golden.assertSame("fence-eu-sovereign", Actors.EU.encode().buffer());
    }
}
