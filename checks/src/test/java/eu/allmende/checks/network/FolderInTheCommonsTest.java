package eu.allmende.checks.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.account.AccountException;
import eu.allmende.engine.account.AccountState;
import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.account.Pairing;
import eu.allmende.engine.commit.CommonsFolder;
import eu.allmende.engine.commit.FlowPorts;
import eu.allmende.engine.commit.Whereabouts;
import eu.allmende.engine.keys.Phrase;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Files go from one device to another over real nodes and validators. The tests share one commons
/// and build on each other.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FolderInTheCommonsTest {
    private static final Fence FENCE = Fence.preset("eu-sovereign").declaredOnly();
    @TempDir static Path dir;
    private static LocalNetwork network;
    private static Accounts.Created account;
    private static FolderHandle folder;
    private static final Map<EntryId, byte[]> FILES = new HashMap<>();
    private static long sequence;

    @BeforeAll
    static void found() throws Exception {
        network = new LocalNetwork(dir.resolve("commons"));
        SecureRandom random = new SecureRandom();
        Accounts accounts = new Accounts(network.ledger(SigningKey.generate(random)), random);
        account = accounts.create("laptop");
        folder = accounts.createFolder(account.device(), "notes", FENCE);
    }

    @AfterAll
    static void end() throws Exception {
        network.close();
    }

    @Test
    @Order(1)
    void whatOneDevicePublishesASecondOneFetches() throws Exception {
        List<Change> changes = new ArrayList<>();
        try (CommonsFolder a = open(account.device(), "a")) {
            for (int i = 0; i < 60; i++) {
                byte[] content =
                        new byte[new Random(i).nextInt(1 + (i % 10 == 0 ? 9_000_000 : 40_000))];
                new Random(i).nextBytes(content);
                changes.add(file(a, i, content));
            }
            Publication published =
                    a.publish(0, changes, FolderInTheCommonsTest::read, Progress.NONE);
            assertThat(published).isEqualTo(new Publication.Committed(1));
            sequence = 1;
        }
        assertFetched(account.device(), "a2");
    }

    @Test
    @Order(2)
    void publishingOnAnOldSequenceIsOvertaken() throws Exception {
        try (CommonsFolder a = open(account.device(), "a")) {
            List<Change> changes = List.of(file(a, 100, new byte[] {1, 2, 3}));
            assertThat(a.publish(0, changes, FolderInTheCommonsTest::read, Progress.NONE))
                    .isEqualTo(new Publication.Overtaken());
            FILES.remove(new EntryId(1, 100));
        }
    }

    @Test
    @Order(3)
    void aFileThatChangesWhileItIsReadIsNotCommitted() throws Exception {
        try (CommonsFolder a = open(account.device(), "a")) {
            Change change = file(a, 101, new byte[] {4, 5, 6});
            FILES.put(change.entry(), new byte[] {9, 9});
            assertThat(
                            a.publish(
                                    sequence,
                                    List.of(change),
                                    FolderInTheCommonsTest::read,
                                    Progress.NONE))
                    .isInstanceOf(Publication.Unstable.class);
            FILES.remove(change.entry());
        }
    }

    @Test
    @Order(4)
    void theNodeOutsideTheFenceHoldsNothingAndTheOthersDo() throws Exception {
        assertThat(network.node("US").status().meter().usage().pieces()).isZero();
        for (String country : LocalNetwork.COUNTRIES.subList(0, 7)) {
            assertThat(network.node(country).status().meter().usage().pieces()).isPositive();
        }
        try (CommonsFolder a = open(account.device(), "a")) {
            a.commitsAfter(0);
            Change change = file(a, 10, FILES.get(new EntryId(1, 10)));
            Content.File content = (Content.File) change.after().orElseThrow().content();
            Whereabouts where = a.where(content);
            assertThat(where.packs()).isNotEmpty();
            assertThat(where.packs().getFirst().shape().needed()).isEqualTo(3);
            assertThat(where.packs().getFirst().pieces())
                    .hasSize(7)
                    .allMatch(piece -> piece.holder().isPresent());
        }
    }

    @Test
    @Order(5)
    void aDeviceThatJoinsByCodeReadsEverything() throws Exception {
        SigningKey bootstrap = SigningKey.generate(new SecureRandom());
        Pairing inviter = pairing(account.device().key());
        Pairing.Invitation invitation = inviter.invite(account.device());
        List<String> words = new ArrayList<>();
        Device joined;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> let =
                    threads.submit(() ->
                            invitation.await(shown -> {
                                words.add(shown);
                                return true;
                            }));
            joined = pairing(bootstrap).join(invitation.code(), "desktop", words::add);
            assertThat(let.get()).isTrue();
        }
        assertThat(words).hasSize(2);
        assertThat(words.get(0)).isEqualTo(words.get(1));
        assertFetched(joined, "b");
        assertThatThrownBy(() -> pairing(bootstrap).join(invitation.code(), "third", _ -> {}))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("used already");
    }

    @Test
    @Order(6)
    void nodesThatAnsweredAMomentAgoAndAreGoneAreGoneRound() throws Exception {
        try (CommonsFolder a = open(account.device(), "a")) {
            Change before = file(a, 200, new byte[] {2, 0, 0});
            assertThat(
                            a.publish(
                                    sequence,
                                    List.of(before),
                                    FolderInTheCommonsTest::read,
                                    Progress.NONE))
                    .isEqualTo(new Publication.Committed(++sequence));
            network.node("DE").close();
            network.node("FI").close();
            Change after = file(a, 201, new byte[] {2, 0, 1});
            assertThat(
                            a.publish(
                                    sequence,
                                    List.of(after),
                                    FolderInTheCommonsTest::read,
                                    Progress.NONE))
                    .isEqualTo(new Publication.Committed(++sequence));
        }
    }

    @Test
    @Order(7)
    void twentyFourWordsBringEverythingBackWithTwoNodesGone() throws Exception {
        SecureRandom random = new SecureRandom();
        Accounts accounts = new Accounts(network.ledger(SigningKey.generate(random)), random);
        Device recovered = accounts.recover(Phrase.parse(account.phrase().words()), "new");

        assertFetched(recovered, "c");
        assertThatThrownBy(() -> accounts.recover(Phrase.generate(random), "x"))
                .isInstanceOf(AccountException.class);
    }

    @Test
    @Order(8)
    void aDeviceThatComesAfterManyCommitsBeginsWithTheSnapshot() throws Exception {
        int commits = 110;
        Tree whole = new Tree();
        try (CommonsFolder a = open(account.device(), "a")) {
            for (int i = 0; i < commits; i++) {
                assertThat(
                                a.publish(
                                        sequence,
                                        List.of(link(i)),
                                        FolderInTheCommonsTest::read,
                                        Progress.NONE))
                        .isEqualTo(new Publication.Committed(++sequence));
            }
            a.commitsAfter(0).forEach(commit -> whole.change(commit.changes()));
            Upkeep.Chore chore = a.upkeep().due(sequence, whole).orElseThrow();
            assertThat(chore.run(Progress.NONE)).isTrue();
            sequence++;
        }

        try (CommonsFolder d = open(account.device(), "d")) {
            RemoteSnapshot begun = d.upkeep().snapshotAfter(0).orElseThrow();
            assertThat(d.commitsAfter(begun.sequence())).hasSize(1);
            assertThat(begun.tree().ids()).isEqualTo(whole.ids()).hasSize(FILES.size() + commits);
            List<Change> files =
                    FILES.keySet().stream()
                            .map(id -> new Change(id, begun.tree().find(id)))
                            .toList();
            Fetching.all(d, files)
                    .forEach((id, bytes) -> assertThat(bytes).isEqualTo(FILES.get(id)));
        }
    }

    private static Change link(int number) {
        Content link = new Content.Link("target " + number);
        EntryState state = new EntryState(EntryState.ROOT, "link " + number, link);
        return new Change(new EntryId(2, number), Optional.of(state));
    }

    private static Pairing pairing(SigningKey key) {
        LedgerClient ledger = network.ledger(key);
        SecureRandom random = new SecureRandom();
        return new Pairing(ledger, new Accounts(ledger, random), random, InstantSource.system());
    }

    private static void assertFetched(Device device, String database) throws Exception {
        try (CommonsFolder folder = open(device, database)) {
            List<RemoteCommit> commits = folder.commitsAfter(0);
            assertThat(commits).hasSize((int) sequence);
            Map<EntryId, byte[]> arrived =
                    Fetching.all(
                            folder, commits.stream().flatMap(c -> c.changes().stream()).toList());
            assertThat(arrived.keySet()).isEqualTo(FILES.keySet());
            arrived.forEach((id, bytes) -> assertThat(bytes).isEqualTo(FILES.get(id)));
        }
    }

    private static CommonsFolder open(Device device, String database) throws IOException {
        FlowPorts ports = network.flowPorts(device.key());
        Accounts accounts = new Accounts(ports.ledger(), new SecureRandom());
        FolderHandle handle = accounts.find(device, "notes").orElseThrow();
        assertThat(handle.id()).isEqualTo(folder.id());
        AccountState state = accounts.state(device.account());
        return new CommonsFolder(ports, device, handle, state, dir.resolve(database + ".db"));
    }

    private static Change file(CommonsFolder folder, int number, byte[] content)
            throws IOException {
        EntryId id = new EntryId(1, number);
        FILES.put(id, content);
        try (SeekableByteChannel channel = read(id)) {
            Content.File file =
                    folder.namer()
                            .name(
                                    channel,
                                    new ContentNamer.Facts(channel.size(), Instant.EPOCH, false));
            EntryState state = new EntryState(EntryState.ROOT, "file " + number, file);
            return new Change(id, Optional.of(state));
        }
    }

    private static SeekableByteChannel read(EntryId id) throws IOException {
        Path file = dir.resolve("content-" + id);
        Files.write(file, Bytes.of(FILES.get(id)).bytes());
        return Files.newByteChannel(file);
    }
}
