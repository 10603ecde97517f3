package eu.allmende.checks.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.commit.CommonsFolder;
import eu.allmende.engine.commit.FlowPorts;
import eu.allmende.engine.commit.Whereabouts;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.piece.Code;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes lose their disks, or are gone for good; what they had is made anew, and outlives the loss
/// of others. Over real nodes, disks and validators; code 3/5/6/7, if no node is slow.
class LostPiecesTest {
    private static final Fence FENCE = Fence.preset("eu-sovereign").declaredOnly();
    private static final List<String> COUNTRIES = LocalNetwork.COUNTRIES;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir Path dir;
    private final Map<EntryId, byte[]> files = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> closed = new HashSet<>();
    private LocalNetwork network;
    private Accounts.Created account;
    private FolderHandle handle;
    private CommonsFolder folder;

    @BeforeEach
    void someFilesOnSevenNodes() throws Exception {
        network = new LocalNetwork(dir.resolve("commons"));
        SecureRandom random = new SecureRandom();
        Accounts accounts = new Accounts(network.ledger(SigningKey.generate(random)), random);
        account = accounts.create("laptop");
        handle = accounts.createFolder(account.device(), "notes", FENCE);
        folder = open("a");
        for (int size : List.of(1_500_000, 300_000, 2_000)) {
            changes.add(file(changes.size(), size));
        }
        assertThat(folder.publish(0, changes, this::read, Progress.NONE))
                .isEqualTo(new Publication.Committed(1));
        await().atMost(LIMIT)
                .until(() -> prove().equals(new PieceCounts(held(COUNTRIES), 0, 0, 0)));
    }

    @AfterEach
    void end() throws Exception {
        folder.close();
        network.close();
    }

    @Test
    void aNodeThatLostItsDiskGetsItsPiecesBack() throws Exception {
        long held = held(COUNTRIES);
        long lost = held(List.of("FR", "ES", "IE"));
        for (String country : List.of("FR", "ES", "IE")) {
            network.loseDisk(country);
        }
        await().atMost(LIMIT).until(() -> prove().equals(new PieceCounts(held - lost, lost, 0, 0)));

        await().atMost(LIMIT).until(() -> mend().equals(new PieceCounts(held, 0, 0, 0)));

        closeAsManyAsCanBe(List.of("DE", "NL", "AT", "FI"));
        assertRestored();
    }

    @Test
    void whatANodeThatIsGoneHadGoesToAnotherAndOutlivesOthers() throws Exception {
        for (String country : List.of("SE", "PL", "IT")) {
            network.startNode(country);
        }
        close("FR");
        close("NL");

        await().atMost(LIMIT).until(() -> mend().proven() >= enoughForCommits());

        assertThat(held(List.of("SE", "PL", "IT"))).isPositive();
        closeAsManyAsCanBe(List.of("DE", "AT", "FI", "ES"));
        assertRestored();
    }

    private void close(String country) throws IOException {
        closed.add(country);
        network.node(country).close();
    }

    /// Closes each node without which all packs can still be had.
    private void closeAsManyAsCanBe(List<String> countries) throws IOException {
        for (String country : countries) {
            Set<String> without = new HashSet<>(closed);
            without.add(country);
            boolean enough = true;
            for (Whereabouts.PackWhere pack : packs()) {
                enough &= left(pack, without) >= pack.shape().needed();
            }
            if (enough) {
                close(country);
            }
        }
        assertThat(closed).as("nodes that are gone").hasSizeGreaterThan(2);
    }

    private long left(Whereabouts.PackWhere pack, Set<String> without) {
        Set<NodeId> gone =
                without.stream()
                        .map(country -> network.node(country).id())
                        .collect(Collectors.toSet());
        return pack.pieces().stream()
                .flatMap(piece -> piece.holder().stream())
                .filter(holder -> !gone.contains(holder.id()))
                .count();
    }

    /// How many pieces some nodes hold by the ledger.
    private long held(List<String> countries) throws IOException {
        Set<NodeId> nodes =
                countries.stream()
                        .map(country -> network.node(country).id())
                        .collect(Collectors.toSet());
        long held = 0;
        for (Whereabouts.PackWhere pack : packs()) {
            held +=
                    pack.pieces().stream()
                            .flatMap(piece -> piece.holder().stream())
                            .filter(holder -> nodes.contains(holder.id()))
                            .count();
        }
        return held;
    }

    private long enoughForCommits() throws IOException {
        long enough = 0;
        for (Whereabouts.PackWhere pack : packs()) {
            enough += Code.of(pack.shape()).orElseThrow().commitAt();
        }
        return enough;
    }

    /// On a device that never saw the files.
    private void assertRestored() throws Exception {
        try (CommonsFolder other = open("b")) {
            assertThat(other.commitsAfter(0)).hasSize(1);
            Map<EntryId, byte[]> arrived = Fetching.all(other, changes);
            assertThat(arrived.keySet()).isEqualTo(files.keySet());
            arrived.forEach((id, bytes) -> assertThat(bytes).isEqualTo(files.get(id)));
        }
    }

    private PieceCounts prove() throws IOException {
        return folder.pieces().prove(sought(), Progress.NONE).counts();
    }

    private PieceCounts mend() throws IOException {
        return folder.pieces().mend(sought(), Progress.NONE).counts();
    }

    /// Each once.
    private Collection<Whereabouts.PackWhere> packs() throws IOException {
        Map<PackRoot, Whereabouts.PackWhere> packs = new HashMap<>();
        for (Change change : changes) {
            folder.where(content(change)).packs().forEach(pack -> packs.put(pack.root(), pack));
        }
        return packs.values();
    }

    private List<Sought> sought() {
        return changes.stream()
                .map(change -> new Sought(change.after().orElseThrow().name(), content(change)))
                .toList();
    }

    private static Content.File content(Change change) {
        return (Content.File) change.after().orElseThrow().content();
    }

    private CommonsFolder open(String database) throws IOException {
        FlowPorts ports = network.flowPorts(account.device().key());
        Accounts accounts = new Accounts(ports.ledger(), new SecureRandom());
        return new CommonsFolder(
                ports,
                account.device(),
                handle,
                accounts.state(account.device().account()),
                dir.resolve(database + ".db"));
    }

    private Change file(int number, int size) throws IOException {
        EntryId id = new EntryId(1, number);
        byte[] bytes = new byte[size];
        new Random(number).nextBytes(bytes);
        files.put(id, bytes);
        Files.write(dir.resolve("content-" + id), bytes);
        try (SeekableByteChannel channel = read(id)) {
            Content.File file =
                    folder.namer()
                            .name(
                                    channel,
                                    new ContentNamer.Facts(channel.size(), Instant.EPOCH, false));
            return new Change(
                    id, Optional.of(new EntryState(EntryState.ROOT, "file " + number, file)));
        }
    }

    private SeekableByteChannel read(EntryId id) throws IOException {
        return Files.newByteChannel(dir.resolve("content-" + id));
    }
}
