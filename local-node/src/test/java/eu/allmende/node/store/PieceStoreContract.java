package eu.allmende.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [PieceStore] promises.
abstract class PieceStoreContract {
    static final FolderId FOLDER = new FolderId(3, 4);
    PieceStore store;

    abstract PieceStore open() throws IOException;

    /// A piece of a pack with k = n = 1, made from a seed.
    static StoredPiece piece(int seed) {
        byte[] bytes = new byte[1 + new Random(seed).nextInt(50_000)];
        new Random(seed).nextBytes(bytes);
        ByteBuffer piece = ByteBuffer.wrap(bytes);
        PackManifest manifest =
                new PackManifest(
                        new PackShape(1, 1, 1, bytes.length), List.of(PieceRoots.of(0, piece)));
        return new StoredPiece(FOLDER, manifest, piece);
    }

    static PieceKey key(StoredPiece piece) {
        return new PieceKey(piece.manifest().root(), 0);
    }

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void whatIsKeptIsFound() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            store.keep(key(piece(seed)), piece(seed));
        }
        for (int seed = 0; seed < 20; seed++) {
            assertThat(store.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
            PieceStore.Kept kept = store.kept(key(piece(seed))).orElseThrow();
            assertThat(kept.folder()).isEqualTo(FOLDER);
            assertThat(kept.bytes()).isGreaterThanOrEqualTo(piece(seed).bytes().remaining());
        }
    }

    @Test
    void keepingTwiceIsKeepingOnce() throws IOException {
        assertThat(store.keep(key(piece(1)), piece(1))).isEqualTo(PieceStore.Keeping.NEWLY_KEPT);
        PieceStore.Usage once = store.usage();
        assertThat(store.keep(key(piece(1)), piece(1))).isEqualTo(PieceStore.Keeping.ALREADY_KEPT);

        assertThat(store.usage()).isEqualTo(once);
        assertThat(once.pieces()).isEqualTo(1);
    }

    @Test
    void whatWasNeverKeptIsAbsent() throws IOException {
        PieceKey key = new PieceKey(new eu.allmende.protocol.id.PackRoot(Hash.sha256()), 3);

        assertThat(store.find(key)).isEqualTo(new Lookup.Absent());
        assertThat(store.kept(key)).isEmpty();
    }

    @Test
    void whatWasLongInTheTrashIsDroppedAndNothingElse() throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            store.keep(key(piece(seed)), piece(seed));
        }
        store.discard(FOLDER, List.of(key(piece(0)).pack()), 100);
        store.discard(FOLDER, List.of(key(piece(1)).pack()), 200);
        store.discard(new FolderId(9, 9), List.of(key(piece(2)).pack()), 100);

        assertThat(store.empty(200)).isEqualTo(1);

        assertThat(store.find(key(piece(0)))).isInstanceOf(Lookup.Absent.class);
        assertThat(store.kept(key(piece(1)))).isPresent();
        assertThat(store.find(key(piece(2)))).isInstanceOf(Lookup.Found.class);
        assertThat(store.usage().pieces()).isEqualTo(3);
        assertThat(store.folders()).containsExactly(FOLDER);
    }

    @Test
    void whatIsReadOrBroughtAgainIsOutOfTheTrash() throws IOException {
        store.keep(key(piece(1)), piece(1));
        store.keep(key(piece(2)), piece(2));
        store.discard(FOLDER, List.of(key(piece(1)).pack(), key(piece(2)).pack()), 100);

        assertThat(store.find(key(piece(1)))).isInstanceOf(Lookup.Found.class);
        assertThat(store.keep(key(piece(2)), piece(2))).isEqualTo(PieceStore.Keeping.ALREADY_KEPT);

        assertThat(store.empty(1_000)).isZero();
        assertThat(store.find(key(piece(1)))).isEqualTo(new Lookup.Found(piece(1)));
    }

    @Test
    void aPieceKeptAgainAfterItWasDroppedIsThere() throws IOException {
        store.keep(key(piece(1)), piece(1));
        store.discard(FOLDER, List.of(key(piece(1)).pack()), 100);
        store.empty(200);

        assertThat(store.keep(key(piece(1)), piece(1))).isEqualTo(PieceStore.Keeping.NEWLY_KEPT);
        assertThat(store.find(key(piece(1)))).isEqualTo(new Lookup.Found(piece(1)));
    }

    @Test
    void manyThreadsKeepAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> kept =
                    IntStream.range(0, 200)
                            .mapToObj(seed -> threads.submit(() -> keep(seed)))
                            .toList();
            for (Future<Integer> one : kept) {
                assertThat(one.get()).isNotNegative();
            }
        }
        for (int seed = 0; seed < 200; seed++) {
            assertThat(store.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
        }
        assertThat(store.usage().pieces()).isEqualTo(200);
    }

    @Test
    void manyThreadsKeepTheSamePieceOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PieceStore.Keeping>> kept =
                    IntStream.range(0, 30)
                            .mapToObj(
                                    _ -> threads.submit(() -> store.keep(key(piece(7)), piece(7))))
                            .toList();
            int newly = 0;
            for (Future<PieceStore.Keeping> one : kept) {
                newly += one.get() == PieceStore.Keeping.NEWLY_KEPT ? 1 : 0;
            }
            assertThat(newly).isEqualTo(1);
        }
        assertThat(store.usage().pieces()).isEqualTo(1);
    }

    private int keep(int seed) throws IOException {
        store.keep(key(piece(seed)), piece(seed));
        return seed;
    }
}
