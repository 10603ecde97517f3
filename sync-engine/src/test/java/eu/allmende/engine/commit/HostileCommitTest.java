package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A device of the account writes what no honest one would.
class HostileCommitTest extends TwoDesks {
    private static final EntryId ENTRY = new EntryId(7, 7);

    private Batches batches() {
        return new Batches(handle.id(), handle.keys());
    }

    private void commit(long base, Bytes sealed) throws IOException {
        SignedEntry signed =
                SignedEntry.sign(
                        commons.validator.commons().commons(),
                        new Entry.Commit(
                                handle.id(),
                                base,
                                handle.keys().epoch(),
                                account.device().id(),
                                sealed,
                                List.of(),
                                List.of(),
                                Optional.empty()),
                        account.device().key());
        commons.ledger(account.device().id()).submit(List.of(signed));
    }

    private void commitPlain(long base, byte[] plain) throws IOException {
        commit(base, batches().sealInline(base, Zstd.compress(plain)));
    }

    private void commit(long base, Batch batch) throws IOException {
        commitPlain(base, BatchForm.encode(batch));
    }

    private static byte[] oneChange(int items, Consumer<CborWriter> change) {
        return CborWriter.write(cbor -> {
            cbor.array(3).number(1).array(0).array(1);
            change.accept(cbor.array(items));
        });
    }

    private static byte[] directory(String name) {
        return oneChange(
                4,
                cbor ->
                        cbor.bytes(ENTRY.bytes())
                                .number(2)
                                .bytes(EntryState.ROOT.bytes())
                                .text(name));
    }

    private static byte[] file(long size, int chunks, long millis) {
        return oneChange(
                9,
                cbor ->
                        cbor.bytes(ENTRY.bytes())
                                .number(1)
                                .bytes(EntryState.ROOT.bytes())
                                .text("f")
                                .hash(Hash.sha256(new byte[1]))
                                .number(size)
                                .number(millis)
                                .number(0)
                                .bytes(new byte[32 * chunks]));
    }

    private static byte[] link(String target) {
        return oneChange(
                5,
                cbor ->
                        cbor.bytes(ENTRY.bytes())
                                .number(3)
                                .bytes(EntryState.ROOT.bytes())
                                .text("l")
                                .text(target));
    }

    static Stream<byte[]> malformed() {
        return Stream.of(
                directory(""),
                directory("."),
                directory(".."),
                directory("a/b"),
                directory("a\0b"),
                directory("n".repeat(1025)),
                oneChange(2, cbor -> cbor.bytes(EntryState.ROOT.bytes()).number(0)),
                oneChange(2, cbor -> cbor.bytes(new byte[15]).number(0)),
                oneChange(2, cbor -> cbor.bytes(ENTRY.bytes()).number(9)),
                file(-1, 0, 0),
                file(1, 2, 0),
                file(1, 0, 0),
                file(0, 1, 0),
                file(4 * 1024 * 1024 + 1, 1, 0),
                file(Long.MAX_VALUE, 3, 0),
                file(10, 1, Long.MAX_VALUE),
                link(""),
                link("a\0b"),
                link("t".repeat(4001)),
                new byte[0],
                "no batch at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aCommitInNoFormDoesNotCountAndNamesItsDevice(byte[] plain) throws Exception {
        commitPlain(0, plain);

        assertDoesNotCountAndTheNextOneDoes();
    }

    @Test
    void aCommitThatDoesNotOpenDoesNotCount() throws Exception {
        commit(0, Bytes.of(content(100)));

        assertDoesNotCountAndTheNextOneDoes();
    }

    @Test
    void aBatchThatSwellsPastItsBoundIsRefusedBeforeThereIsRoomForIt() throws Exception {
        byte[] frame = Zstd.compress(new byte[1000]);
        byte[] bomb = Arrays.copyOf(new byte[] {40, (byte) 181, 47, (byte) 253, (byte) 0xE0}, 30);
        bomb[12] = 0x7f;
        assertThat(Zstd.getFrameContentSize(frame)).isEqualTo(1000);
        assertThat(Zstd.getFrameContentSize(bomb)).isGreaterThan(1L << 40);
        commit(0, batches().sealInline(0, bomb));

        assertDoesNotCountAndTheNextOneDoes();
    }

    @Test
    void aContentIdThatDoesNotFitItsChunksDoesNotCount() throws Exception {
        Change honest = a.file(1, content(1000));
        Content.File file = (Content.File) honest.after().orElseThrow().content();
        Content.File forged =
                new Content.File(
                        file.contentId(),
                        file.sizeBytes(),
                        file.modified(),
                        false,
                        ChunkList.of(List.of(new ChunkId(Hash.sha256(content(3))))));
        commit(0, new Batch(Map.of(), List.of(changed(honest, forged))));

        assertDoesNotCountAndTheNextOneDoes();
    }

    private static Change changed(Change change, Content content) {
        return new Change(change.entry(), change.after().map(state -> state.holding(content)));
    }

    private void assertDoesNotCountAndTheNextOneDoes() throws Exception {
        try (Desk b = second()) {
            assertThat(a.publish(1, file(5, content(100))))
                    .isEqualTo(new eu.allmende.engine.remote.Publication.Committed(2));
            List<RemoteCommit> commits = b.fetchAfter(0);
            assertThat(commits).hasSize(2);
            RemoteCommit bad = commits.getFirst();
            assertThat(bad.changes()).isEmpty();
            assertThat(bad.reading().flaw()).isPresent();
            assertThat(bad.reading().author()).isEqualTo("laptop");
            assertThat(commits.getLast().reading().flaw()).isEmpty();
            assertArrived(b);
        }
    }

    @Test
    void aBatchThatLiesNowhereIsWaitedForAndItsDeviceNamed() throws Exception {
        commit(
                0,
                batches()
                        .sealParts(
                                0,
                                List.of(
                                        new Batches.Part(
                                                new ChunkId(Hash.sha256(content(1))),
                                                new PackRoot(Hash.sha256(content(2))),
                                                new Extent(0, 100)))));
        try (Desk b = second()) {
            assertThatThrownBy(() -> b.folder.commitsAfter(0))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(MalformedException.class)
                    .hasMessageContaining("commit 1 of device laptop cannot be read now");
        }
    }

    @Test
    void noMoreIsWrittenThanTheFileIsLong() throws Exception {
        Change honest = a.file(1, content(3_000_000));
        Content.File file = (Content.File) honest.after().orElseThrow().content();
        Content.File shorter =
                new Content.File(file.contentId(), 300_000, file.modified(), false, file.chunks());
        a.publish(0, changed(honest, shorter));
        try (Desk b = second()) {
            b.fetch(List.of(new Wanted(honest.entry(), shorter)));

            assertThat(b.failed).containsKey(honest.entry());
            assertThat(b.arrived).isEmpty();
            assertThat(b.moved.get()).isLessThanOrEqualTo(300_000);
        }
    }

    @Test
    void aDeviceSpeaksOnlyOfThePacksThatItClaims() throws Exception {
        a.publish(0, file(1, content(1000)));
        PackRoot others = placements().getFirst().root();
        ChunkId strange = new ChunkId(Hash.sha256(content(5)));
        commit(1, new Batch(Map.of(others, Map.of(strange, new Extent(0, 100))), List.of()));
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
        }
        try (FlowState known = new FlowState(dir.resolve("b/flow.db"), InstantSource.system())) {
            assertThat(known.chunksOf(others)).isNotEmpty().doesNotContainKey(strange);
            assertThat(known.find(strange)).isEmpty();
        }
    }

    @Test
    void whatOthersSayIsInThePacksIsNoReasonNotToSendIt() throws Exception {
        byte[] content = content(500_000);
        Change change = file(1, content);
        a.publish(0, change);
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            int before = puts();
            b.publish(1, b.file(2, content));
            assertThat(puts()).as("nothing was opened here yet").isGreaterThan(before);
        }
        try (Desk c = second("c")) {
            c.fetchAfter(0);
            int before = puts();
            c.publish(2, c.file(3, content));
            assertThat(puts()).as("it was opened and checked here").isEqualTo(before);
        }
    }
}
