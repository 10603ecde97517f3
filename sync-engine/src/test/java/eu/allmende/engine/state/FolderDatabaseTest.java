package eu.allmende.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDatabaseTest {
    private static final long SEED = Long.getLong("seed", 20_260_101);
    private static final int FILES = 400;

    @TempDir Path dir;
    private Path file;
    private Map<EntryId, EntryState> written;

    @BeforeEach
    void fill() throws IOException {
        file = dir.resolve("folder.db");
        try (FolderStore store = FolderDatabase.open(file).store()) {
            store.trees().advance(1, files(1, FILES));
            store.save();
            written = remote(store);
        }
        assertThat(written).hasSizeGreaterThanOrEqualTo(FILES);
    }

    private static List<Change> files(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> new Change(new EntryId(9, i), Optional.of(state(i))))
                .toList();
    }

    private static EntryState state(int number) {
        Hash hash = Hash.sha256(("content " + number).getBytes(StandardCharsets.UTF_8));
        ChunkList chunks = ChunkList.of(List.of(new ChunkId(hash)));
        return new EntryState(
                EntryState.ROOT,
                "file " + number,
                new Content.File(hash, 100L + number, Instant.EPOCH, false, chunks));
    }

    private static Map<EntryId, EntryState> remote(FolderStore store) {
        Map<EntryId, EntryState> states = new HashMap<>();
        for (EntryId entry : store.trees().remote().ids()) {
            store.trees().remote().find(entry).ifPresent(state -> states.put(entry, state));
        }
        return states;
    }

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        FolderDatabase.Opened opened = FolderDatabase.open(file);
        try (FolderStore store = opened.store()) {
            assertThat(opened.damaged()).isEmpty();
            assertThat(opened.isNew()).isFalse();
            assertThat(remote(store)).isEqualTo(written);
            assertThat(store.trees().sequence()).isOne();
        }
    }

    /// A database that is believed although it was damaged could make files look deleted.
    @Test
    void garbageIsFoundOrHarmless() throws IOException {
        int found = 0;
        for (int round = 0; round < 100; round++) {
            Random random = new Random(SEED + round);
            Path copy = dir.resolve("copy-" + round + ".db");
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            damage(copy, random);

            FolderDatabase.Opened opened = FolderDatabase.open(copy);
            try (FolderStore store = opened.store()) {
                if (opened.damaged().isPresent()) {
                    found++;
                    assertThat(opened.isNew()).isTrue();
                    assertThat(opened.damaged().get()).exists();
                    assertThat(store.trees().sequence()).isZero();
                } else {
                    assertThat(remote(store)).as("seed %d", SEED + round).isEqualTo(written);
                    assertThat(store.trees().sequence()).isOne();
                }
            }
        }
        assertThat(found).isGreaterThan(60);
    }

    private static void damage(Path database, Random random) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(database.toFile(), "rw")) {
            byte[] garbage = new byte[1 + random.nextInt(random.nextBoolean() ? 4 : 5000)];
            random.nextBytes(garbage);
            long at = random.nextLong(bytes.length() - garbage.length);
            bytes.seek(at);
            bytes.write(garbage);
        }
    }

    @Test
    void damageThatShowsWhileWritingIsNamed() throws IOException {
        int many = 20_000; // more than the database keeps in memory
        try (FolderStore store = FolderDatabase.open(file).store()) {
            store.trees().advance(2, files(FILES + 1, many));
            store.save();
        }
        try (FolderStore store = FolderDatabase.open(file).store()) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                byte[] garbage = new byte[(int) bytes.length() - 100_000];
                new Random(SEED).nextBytes(garbage);
                bytes.seek(50_000);
                bytes.write(garbage);
            }
            store.trees()
                    .advance(
                            3,
                            IntStream.range(1, many)
                                    .mapToObj(i -> new Change(new EntryId(9, i), Optional.empty()))
                                    .toList());

            assertThat(catchThrowable(store::save)).isInstanceOf(DamagedStateException.class);
        }
        assertThat(FolderDatabase.open(file).damaged()).isPresent();
    }
}
