package eu.allmende.node.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.MemoryLedger;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pack's whole life in the tables, step by step as in memory.
class DeletionOnDiskTest {
    private static final CommonsId COMMONS = new CommonsId(Hash.sha256(new byte[] {1}));
    private static final LedgerRules RULES = new LedgerRules(COMMONS);
    private static final FolderId FOLDER = new FolderId(7, 7);
    private static final Bytes SOME = Bytes.of(new byte[] {1, 2, 3});
    private static final Optional<Refusal> TAKEN = Optional.empty();

    private final SigningKey account = key(1);
    private final SigningKey device = key(2);
    private final SigningKey node = key(3);
    private final SigningKey other = key(4);
    private final MemoryLedger memory = new MemoryLedger();
    private final PackRoot a = pack(1);
    private final PackRoot b = pack(2);
    private Database database;
    private LedgerWriter writer;
    private long now = 1_000;
    private long sequence;

    @TempDir Path dir;

    @BeforeEach
    void aFolderWithTwoPacks() throws IOException {
        database = Database.open(dir.resolve("ledger.db"), Database.Safety.MAY_FALL_BACK);
        writer = new LedgerWriter(database, RULES, now);
        var id = account.publicKey().accountId();
        offer(account, new Entry.AccountCreate(account.publicKey(), SOME, SOME));
        DeviceConsent consent = new DeviceConsent(COMMONS, id, device.publicKey(), SOME);
        offer(
                account,
                new Entry.DeviceAdd(id, device.publicKey(), SOME, SOME, consent.sign(device)));
        offer(node, registration(node, 9));
        offer(other, registration(other, 10));
        offer(device, new Entry.FolderCreate(FOLDER, id, Fence.preset("anywhere"), SOME));
        for (PackRoot root : List.of(a, b)) {
            PackPlacement placement =
                    new PackPlacement(
                            root,
                            new PackShape(1, 1, 1, 1_000),
                            List.of(0),
                            Hash.sha256(new byte[] {8}));
            assertThat(offer(device, new Entry.Packs(FOLDER, List.of(placement)))).isEqualTo(TAKEN);
        }
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void theTablesKnowAPacksLifeAsTheMemoryDoes() throws IOException {
        assertThat(commit(List.of(a), List.of())).isEqualTo(TAKEN);
        assertThat(commit(List.of(), List.of(a))).isEqualTo(TAKEN);
        assertThat(retire()).contains(Refusal.TOO_EARLY);
        passes(8);
        assertThat(commit(List.of(b), List.of())).contains(Refusal.VOID_PACK);
        assertThat(commit(List.of(a), List.of())).isEqualTo(TAKEN);
        assertThat(commit(List.of(), List.of(a))).isEqualTo(TAKEN);
        passes(29);
        assertThat(retire()).contains(Refusal.TOO_EARLY);
        assertThat(retain(60)).isEqualTo(TAKEN);
        passes(2);
        assertThat(retain(30)).isEqualTo(TAKEN);
        assertThat(retire()).contains(Refusal.TOO_EARLY);
        passes(30);
        assertThat(retire()).isEqualTo(TAKEN);
        assertThat(commit(List.of(a), List.of())).contains(Refusal.UNKNOWN_PACK);
    }

    @Test
    void onlyAPlaceThatWasInTheFoldersLogIsAMark() throws IOException {
        Tip tip = Filing.tip(database, Subject.folder(FOLDER));
        assertThat(Filing.snapshot(database, FOLDER)).isEmpty();
        assertThat(commit(List.of(a), List.of())).isEqualTo(TAKEN);

        assertThat(mark(new Tip(tip.count(), Hash.sha256()))).contains(Refusal.WRONG_MARK);
        assertThat(mark(tip)).isEqualTo(TAKEN);
        assertThat(Filing.snapshot(database, FOLDER)).contains(writer.size() - 1);
    }

    @Test
    void theTablesKnowWhereAPieceWasMovedToAsTheMemoryDoes() throws IOException {
        assertThat(commit(List.of(a), List.of())).isEqualTo(TAKEN);
        assertThat(move(1, 0)).contains(Refusal.NOT_THE_HOLDER);
        assertThat(move(0, 2)).contains(Refusal.UNKNOWN_NODE);
        assertThat(move(0, 1)).isEqualTo(TAKEN);
        StateView tables = new StateView(database);
        assertThat(tables.pack(FOLDER, a).orElseThrow().placement().holders()).containsExactly(1);
        assertThat(tables.pack(FOLDER, b).orElseThrow().placement().holders()).containsExactly(0);
        assertThat(move(1, 0)).isEqualTo(TAKEN);
    }

    private Optional<Refusal> move(int from, int to) throws IOException {
        return offer(device, new Entry.Move(FOLDER, a, 0, from, to, Hash.sha256(new byte[] {5})));
    }

    private static Entry.NodeRegister registration(SigningKey node, int operator) {
        Country country = new Country("DE");
        return new Entry.NodeRegister(
                node.publicKey(),
                Hash.sha256(new byte[] {(byte) operator}),
                NodeAttributes.declared(country, country),
                1_000);
    }

    private Optional<Refusal> commit(List<PackRoot> claimed, List<PackRoot> released)
            throws IOException {
        Optional<Refusal> refusal = commit(claimed, released, Optional.empty());
        sequence += refusal.isEmpty() ? 1 : 0;
        return refusal;
    }

    private Optional<Refusal> mark(Tip tip) throws IOException {
        return commit(List.of(), List.of(), Optional.of(new SnapshotMark(0, tip)));
    }

    private Optional<Refusal> commit(
            List<PackRoot> claimed, List<PackRoot> released, Optional<SnapshotMark> mark)
            throws IOException {
        return offer(
                device,
                new Entry.Commit(
                        FOLDER,
                        sequence,
                        1,
                        device.publicKey().deviceId(),
                        Bytes.of(new byte[] {(byte) writer.size(), (byte) now}),
                        claimed,
                        released,
                        mark));
    }

    private Optional<Refusal> retire() throws IOException {
        return offer(device, new Entry.Retire(FOLDER, List.of(a)));
    }

    private Optional<Refusal> retain(int days) throws IOException {
        return offer(account, new Entry.Retain(FOLDER, Duration.ofDays(days).toMillis()));
    }

    private void passes(int days) {
        now += Duration.ofDays(days).toMillis();
    }

    private Optional<Refusal> offer(SigningKey signer, Entry entry) throws IOException {
        SignedEntry signed = SignedEntry.sign(COMMONS, entry, signer);
        memory.tick(now);
        Optional<Refusal> expected = RULES.check(signed, memory);
        if (expected.isEmpty()) {
            memory.apply(signed);
        }
        Outcome outcome =
                writer.apply(new Batch(now, List.of(signed.encode())), new HashSet<>()).getFirst();
        StateView tables = new StateView(database);
        assertThat(tables.nowMillis()).isEqualTo(memory.nowMillis());
        assertThat(tables.pack(FOLDER, a)).isEqualTo(memory.pack(FOLDER, a));
        assertThat(tables.retention(FOLDER)).isEqualTo(memory.retention(FOLDER));
        assertThat(outcome)
                .isEqualTo(
                        expected.<Outcome>map(Outcome.Refused::new)
                                .orElse(new Outcome.Accepted(writer.size() - 1, now)));
        return expected;
    }

    private static PackRoot pack(int number) {
        return new PackRoot(Hash.sha256(new byte[] {(byte) number}));
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[SigningKey.SEED_BYTES];
        seed[0] = (byte) number;
        return SigningKey.fromSeed(seed);
    }
}
