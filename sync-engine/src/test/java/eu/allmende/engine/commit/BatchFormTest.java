package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.wire.MalformedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The bytes of a batch, from honest devices and from broken ones.
class BatchFormTest {
    private static final long SEED = Long.getLong("seed", 20261124L);
    private static final EntryId ENTRY = new EntryId(7, 7);
    private static final EntryState ANY =
            new EntryState(EntryState.ROOT, "any", new Content.Directory());

    private static Content.File aFile(Instant modified) {
        return new Content.File(Hash.sha256(new byte[0]), 0, modified, false, ChunkList.EMPTY);
    }

    @Test
    void theTimesThatADiskMayHoldAreInTheFormOfACommit() throws Exception {
        List<Instant> times =
                List.of(
                        Instant.EPOCH.plusNanos(Long.MIN_VALUE),
                        Instant.EPOCH.plusNanos(Long.MAX_VALUE),
                        Instant.parse("1901-12-13T20:45:52.5Z"),
                        Instant.parse("1969-12-31T23:59:59.999Z"),
                        Instant.parse("2100-01-01T00:00:00Z"));
        for (Instant time : times) {
            Content.File file = aFile(time);
            Batch batch =
                    new Batch(Map.of(), List.of(new Change(ENTRY, Optional.of(ANY.holding(file)))));

            Batch read = BatchForm.decode(BatchForm.encode(batch));

            Content.File again =
                    (Content.File) read.changes().getFirst().after().orElseThrow().content();
            assertThat(java.time.Duration.between(again.modified(), time).abs().toMillis())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void brokenBytesAreReadOrRefusedAndNeverAnythingElse() throws Exception {
        Random chance = new Random(SEED);
        Batch batch =
                new Batch(
                        Map.of(
                                new PackRoot(Hash.sha256(new byte[] {1})),
                                Map.of(
                                        new ChunkId(Hash.sha256(new byte[] {2})),
                                        new Extent(3, 40))),
                        List.of(
                                new Change(
                                        new EntryId(7, 1),
                                        Optional.of(ANY.holding(aFile(Instant.EPOCH)))),
                                new Change(ENTRY, Optional.of(ANY)),
                                new Change(
                                        new EntryId(8, 8),
                                        Optional.of(ANY.holding(new Content.Link("../x")))),
                                new Change(new EntryId(9, 9), Optional.empty())));
        byte[] whole = BatchForm.encode(batch);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = broken(whole, chance);
            try {
                assertThat(BatchForm.decode(broken)).isNotNull();
            } catch (MalformedException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", SEED).isGreaterThan(5000);
    }

    private static byte[] broken(byte[] whole, Random chance) {
        byte[] bytes = Arrays.copyOf(whole, whole.length - chance.nextInt(3) * chance.nextInt(20));
        for (int flips = 1 + chance.nextInt(4); flips > 0; flips--) {
            bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        return bytes;
    }
}
