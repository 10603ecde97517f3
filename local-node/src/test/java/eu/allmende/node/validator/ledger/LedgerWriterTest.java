package eu.allmende.node.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.validator.log.MerkleLog;
import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.LedgerView;
import eu.allmende.protocol.ledger.MemoryLedger;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ratis.server.protocol.TermIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerWriterTest {
    private static final CommonsId COMMONS = new CommonsId(Hash.sha256(new byte[] {1}));
    private static final LedgerRules RULES = new LedgerRules(COMMONS);
    private static final long FOUNDED = 1_000;
    private static final long SEED = Long.getLong("seed", 20261124);

    @TempDir Path dir;

    @Test
    void theTablesAnswerAsTheMemoryDoesWhateverComes() throws IOException {
        RandomEntries entries = new RandomEntries(SEED, COMMONS);
        MemoryLedger memory = new MemoryLedger();
        Set<Hash> taken = new HashSet<>();
        Set<Refusal> seen = EnumSet.noneOf(Refusal.class);
        try (Database database = open("ledger.db")) {
            LedgerWriter writer = new LedgerWriter(database, RULES, FOUNDED);
            long time = FOUNDED;
            for (int i = 0; i < 1_500; i++) {
                SignedEntry entry = entries.next();
                time += entries.pause();
                memory.tick(time);
                Optional<Refusal> expected =
                        taken.contains(entry.hash())
                                ? Optional.empty()
                                : RULES.check(entry, memory);
                Outcome outcome = apply(writer, time, entry.encode()).getFirst();

                assertThat(refusal(outcome)).as("seed %d, entry %d", SEED, i).isEqualTo(expected);
                expected.ifPresent(seen::add);
                if (expected.isEmpty() && taken.add(entry.hash())) {
                    memory.apply(entry);
                }
            }
            compare(new StateView(database), memory, entries);
        }
        assertThat(seen).hasSizeGreaterThan(8);
    }

    private static void compare(LedgerView tables, LedgerView memory, RandomEntries entries) {
        entries.accounts()
                .forEach(key -> {
                    var id = key.publicKey().accountId();
                    assertThat(tables.hasAccount(id)).isEqualTo(memory.hasAccount(id));
                });
        entries.devices()
                .forEach(key -> {
                    var id = key.publicKey().deviceId();
                    assertThat(tables.device(id)).isEqualTo(memory.device(id));
                });
        entries.nodes()
                .forEach(key -> {
                    var id = key.publicKey().nodeId();
                    assertThat(tables.node(id)).isEqualTo(memory.node(id));
                });
        for (int number = -1; number < 5; number++) {
            assertThat(tables.node(number)).isEqualTo(memory.node(number));
        }
        for (int i = 0; i < 200; i++) {
            FolderId folder = entries.folder();
            PackRoot pack = entries.pack();
            assertThat(tables.folder(folder)).isEqualTo(memory.folder(folder));
            assertThat(tables.pack(folder, pack)).isEqualTo(memory.pack(folder, pack));
            assertThat(tables.retention(folder)).isEqualTo(memory.retention(folder));
        }
    }

    @Test
    void twoValidatorsThatApplyTheSameBatchesHaveTheSameLog() throws IOException {
        List<Batch> batches = batches(40);
        try (Database one = open("one.db");
                Database other = open("other.db")) {
            LedgerWriter first = new LedgerWriter(one, RULES, FOUNDED);
            LedgerWriter second = new LedgerWriter(other, RULES, FOUNDED);
            for (Batch batch : batches) {
                assertThat(first.apply(batch, new HashSet<>()))
                        .isEqualTo(second.apply(batch, new HashSet<>()));
            }
            assertThat(root(one)).isEqualTo(root(other));
        }
    }

    @Test
    void tipsAreTheChainsOverTheLeavesFiledUnderEachSubject() throws IOException {
        try (Database database = open("ledger.db")) {
            LedgerWriter writer = new LedgerWriter(database, RULES, FOUNDED);
            Set<Subject> touched = new LinkedHashSet<>();
            batches(40).forEach(batch -> writer.apply(batch, touched));
            var log = MerkleLog.forReading(database);
            Map<Subject, Tip> tips = new HashMap<>();
            for (long i = 0; i < log.size(); i++) {
                Bytes content = log.leaf(i);
                LedgerLeaf leaf = LedgerLeaf.decode(i, content, 1);
                for (Subject subject : Subject.of(leaf.entry())) {
                    Tip before = tips.getOrDefault(subject, Tip.START);
                    tips.put(subject, before.next(Merkle.leafHash(content.buffer())));
                }
            }
            assertThat(touched).isEqualTo(tips.keySet()).isNotEmpty();
            tips.forEach(
                    (subject, tip) -> assertThat(Filing.tip(database, subject)).isEqualTo(tip));
        }
    }

    @Test
    void ledgerTimeNeverFalls() throws IOException {
        List<Long> times = new ArrayList<>();
        long[] stamps = {500, 2_000, 1_500, 0, 3_000};
        try (Database database = open("ledger.db")) {
            LedgerWriter writer = new LedgerWriter(database, RULES, FOUNDED);
            for (int i = 0; i < stamps.length; i++) {
                Outcome outcome = apply(writer, stamps[i], account(i)).getFirst();
                times.add(((Outcome.Accepted) outcome).timeMillis());
            }
        }
        assertThat(times).containsExactly(FOUNDED, 2_000L, 2_000L, 2_000L, 3_000L);
    }

    private static Bytes account(int number) {
        byte[] seed = new byte[SigningKey.SEED_BYTES];
        seed[0] = (byte) number;
        SigningKey key = SigningKey.fromSeed(seed);
        Entry entry = new Entry.AccountCreate(key.publicKey(), Bytes.EMPTY, Bytes.EMPTY);
        return SignedEntry.sign(COMMONS, entry, key).encode();
    }

    @Test
    void bytesThatAreNoEntryAreRefusedAlone() throws IOException {
        try (Database database = open("ledger.db")) {
            LedgerWriter writer = new LedgerWriter(database, RULES, FOUNDED);
            List<Outcome> outcomes =
                    apply(writer, FOUNDED, Bytes.of(new byte[] {1, 2, 3}), Bytes.EMPTY);

            assertThat(outcomes).containsOnly(new Outcome.Refused(Refusal.BAD_FORM));
            assertThat(writer.size()).isZero();
        }
    }

    @Test
    void howFarRatisWasAppliedOutlivesReopening() throws IOException {
        try (Database database = open("ledger.db")) {
            new LedgerWriter(database, RULES, FOUNDED).reached(TermIndex.valueOf(3, 17));
        }
        try (Database database = open("ledger.db")) {
            assertThat(new LedgerWriter(database, RULES, FOUNDED).applied())
                    .isEqualTo(TermIndex.valueOf(3, 17));
        }
    }

    private static List<Batch> batches(int count) {
        RandomEntries entries = new RandomEntries(SEED, COMMONS);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(
                    new Batch(
                            FOUNDED + i,
                            List.of(
                                    entries.next().encode(),
                                    entries.next().encode(),
                                    entries.next().encode())));
        }
        return batches;
    }

    private static List<Outcome> apply(LedgerWriter writer, long stamp, Bytes... entries) {
        return writer.apply(new Batch(stamp, List.of(entries)), new HashSet<>());
    }

    private static Optional<Refusal> refusal(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> Optional.empty();
            case Outcome.Refused(Refusal refusal) -> Optional.of(refusal);
        };
    }

    private static Hash root(Database database) {
        var log = MerkleLog.forReading(database);
        return log.root(log.size());
    }

    private Database open(String name) throws IOException {
        return Database.open(dir.resolve(name), Database.Safety.MAY_FALL_BACK);
    }
}
