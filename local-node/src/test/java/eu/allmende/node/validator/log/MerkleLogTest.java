package eu.allmende.node.validator.log;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MerkleLogTest {
    private static final int LEAVES = 70;

    @TempDir Path dir;

    @Test
    void everyRootAndProofOfThePastIsThatOfTheTree() throws IOException {
        try (Database database = open()) {
            MerkleLog log = MerkleLog.inTablesOf(database);
            List<Hash> hashes = new ArrayList<>();
            for (int i = 0; i < LEAVES; i++) {
                hashes.add(log.append(i, leaf(i)));
            }
            for (MerkleLog either : List.of(log, MerkleLog.forReading(database))) {
                assertThat(either.size()).isEqualTo(LEAVES);
                for (int size = 0; size <= LEAVES; size++) {
                    Hash root = Merkle.root(hashes.subList(0, size));
                    assertThat(either.root(size)).isEqualTo(root);
                    if (size > 0) {
                        int index = size * 7 % size + size / 2;
                        assertThat(either.inclusion(index, size).proves(hashes.get(index), root))
                                .isTrue();
                    }
                    assertThat(either.consistency(size, LEAVES).proves(root, either.root(LEAVES)))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aLeafIsFoundAgainAfterReopening() throws IOException {
        try (Database database = open()) {
            MerkleLog.inTablesOf(database).append(0, leaf(0));
        }
        try (Database database = open()) {
            MerkleLog log = MerkleLog.inTablesOf(database);
            assertThat(log.size()).isEqualTo(1);
            assertThat(log.leaf(0)).isEqualTo(leaf(0));
        }
    }

    private Database open() throws IOException {
        return Database.open(dir.resolve("log.db"), Database.Safety.MAY_FALL_BACK);
    }

    private static Bytes leaf(int i) {
        return Bytes.of(new byte[] {(byte) i, 1, 2});
    }
}
