package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two devices of one account over a commons in memory: what the tests of this package begin with.
abstract class TwoDesks {
    static final long SEED = Long.getLong("seed", 20261124L);

    @TempDir Path dir;
    final Random random = new Random(SEED);
    final FakeCommons commons = new FakeCommons();
    Accounts.Created account;
    FolderHandle handle;
    Desk a;
    final Map<EntryId, byte[]> written = new HashMap<>();

    @BeforeEach
    void begin() throws Exception {
        Accounts accounts = commons.accounts();
        account = accounts.create("laptop");
        handle = accounts.createFolder(account.device(), "notes", FakeCommons.FENCE);
        a = new Desk(commons, account.device(), handle, dir.resolve("a"));
    }

    @AfterEach
    void end() throws IOException {
        a.close();
        commons.close();
    }

    Desk second() throws Exception {
        return second("b");
    }

    Desk second(String name) throws Exception {
        return new Desk(commons, account.device(), handle, dir.resolve(name));
    }

    void assertEverythingArrives() throws Exception {
        assertEverythingArrives("b");
    }

    void assertEverythingArrives(String name) throws Exception {
        Device device = account.device();
        try (Desk b = new Desk(commons, device, handle, dir.resolve(name))) {
            b.fetchAfter(0);
            assertArrived(b);
        }
    }

    void assertArrived(Desk b) {
        assertThat(b.failed).as("seed %d", SEED).isEmpty();
        assertThat(b.arrived.keySet()).isEqualTo(written.keySet());
        b.arrived.forEach((id, bytes) -> assertThat(bytes).isEqualTo(written.get(id)));
    }

    Change file(int number, byte[] content) throws IOException {
        Change change = a.file(number, content);
        written.put(change.entry(), content.clone());
        return change;
    }

    byte[] content(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    List<PackPlacement> placements() {
        return commons.validator.entries().stream()
                .filter(Entry.Packs.class::isInstance)
                .flatMap(entry -> ((Entry.Packs) entry).packs().stream())
                .toList();
    }

    int gets() {
        return commons.nodes.stream().mapToInt(node -> node.gets.get()).sum();
    }

    /// The packs of which some node was asked for its piece more than once.
    Set<String> packsAskedAgain() {
        return commons.nodes.stream()
                .flatMap(node -> node.getsByPack.entrySet().stream())
                .filter(pack -> pack.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    int puts() {
        return commons.nodes.stream().mapToInt(node -> node.puts.get()).sum();
    }
}
