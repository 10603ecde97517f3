package eu.allmende.protocol.follow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// A fake commons of four validators with an account, a device and a folder, and a client beside
/// it.
final class Circle implements AutoCloseable {
    static final Subject FOLDER = Subject.folder(Actors.FOLDER);

    final FakeCommons commons = new FakeCommons(4);
    final HeadStore heads = HeadStore.inMemory();
    final CountDownLatch theEnd = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Instant now = Instant.ofEpochMilli(1_790_000_000_000L);
    private final InstantSource clock = () -> now;
    private long sequence;

    Circle() {
        commons.order(Actors.accountCreate(), Actors.ACCOUNT);
        commons.order(Actors.deviceAdd(commons.id(), Actors.DEVICE), Actors.ACCOUNT);
        commons.order(Actors.folderCreate(), Actors.DEVICE);
    }

    /// Waits for what other threads bring about, however busy the machine is.
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2));
    }

    LedgerClient client() {
        return client(heads);
    }

    LedgerClient client(HeadStore store) {
        return new LedgerClient(commons.file(), new LedgerPorts(commons, store, threads, clock));
    }

    void passTime(Duration time) {
        now = now.plus(time);
    }

    /// Another device's commit.
    FakeLeaf commit() {
        return commons.order(Actors.commit(sequence++, List.of(), List.of()), Actors.DEVICE);
    }

    /// A commit that names a snapshot of all before it.
    SnapshotMark naming(long base) {
        SnapshotMark mark = new SnapshotMark(base, commons.validator(0).tipOfPages(FOLDER));
        commons.order(Actors.naming(base, mark), Actors.DEVICE);
        sequence = base + 1;
        return mark;
    }

    List<NodeId> suspects(LedgerClient client, Suspicion.What what) {
        return client.suspicions().stream()
                .filter(suspicion -> suspicion.what() == what)
                .map(Suspicion::validator)
                .toList();
    }

    /// Reads the folder from its beginning, so often that every validator is asked first twice.
    Reading readOften(LedgerClient client) throws IOException {
        Reading reading = client.read(FOLDER, Tip.START);
        for (int i = 0; i < 7; i++) {
            Reading again = client.read(FOLDER, Tip.START);
            if (!again.equals(reading)) {
                throw new IllegalStateException("two readings differ");
            }
        }
        return reading;
    }

    /// Whatever one validator does, every reading is whole, and only it is suspected: at the latest
    /// once it was the first to answer, since only the first one's pages are read.
    void readsAllAndSuspects(LedgerClient client, int seat, Suspicion.What what) {
        await().untilAsserted(() -> {
            assertThat(readOften(client).leaves()).hasSize(5);
            assertThat(suspects(client, what)).containsExactly(commons.id(seat));
        });
        assertThat(client.suspicions())
                .extracting(Suspicion::validator)
                .containsOnly(commons.id(seat));
    }

    @Override
    public void close() {
        theEnd.countDown();
        threads.shutdownNow();
    }
}
