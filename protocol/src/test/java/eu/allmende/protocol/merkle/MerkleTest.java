package eu.allmende.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.id.Hash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /// The reference tree of certificate-transparency's own tests, and its roots for 1 to 8 leaves.
    private static final List<Hash> LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(HexFormat.of()::parseHex)
                    .map(Merkle::leafHash)
                    .toList();

    private static final List<String> ROOTS =
            List.of(
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void theRootsAreThoseOfTheReferenceTree() {
        for (int size = 1; size <= 8; size++) {
            assertThat(Merkle.root(LEAVES.subList(0, size))).hasToString(ROOTS.get(size - 1));
        }
    }

    @Test
    void theRootOfNothingIsTheHashOfNothing() {
        assertThat(Merkle.root(List.of())).isEqualTo(Hash.sha256(new byte[0]));
    }

    @Test
    void everyLeafOfEveryTreeIsProvenAndNoOtherIs() {
        List<Hash> leaves = numbered(40);
        for (int size = 1; size <= leaves.size(); size++) {
            List<Hash> tree = leaves.subList(0, size);
            Hash root = Merkle.root(tree);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = Merkle.inclusion(tree, index);
                assertThat(proof.proves(tree.get(index), root)).isTrue();
                assertThat(proof.proves(Merkle.leafHash(new byte[] {99}), root)).isFalse();
                int other = (index + 1) % size;
                boolean same = other == index;
                assertThat(
                                new InclusionProof(other, size, proof.path())
                                        .proves(tree.get(index), root))
                        .isEqualTo(same);
            }
        }
    }

    @Test
    void everyTreeIsConsistentWithItsBeginningsAndNotWithOthers() {
        List<Hash> leaves = numbered(33);
        for (int to = 1; to <= leaves.size(); to++) {
            Hash now = Merkle.root(leaves.subList(0, to));
            for (int from = 0; from <= to; from++) {
                Hash old = Merkle.root(leaves.subList(0, from));
                ConsistencyProof proof = Merkle.consistency(at(leaves), from, to);
                assertThat(proof.proves(old, now)).as("%d to %d", from, to).isTrue();
                assertThat(proof.proves(Merkle.leafHash(new byte[] {7}), now)).isFalse();
            }
        }
    }

    @Test
    void aPathThatIsTooLongOrTooShortProvesNothing() {
        InclusionProof proof = Merkle.inclusion(LEAVES, 5);
        Hash root = Merkle.root(LEAVES);
        List<Hash> longer = new ArrayList<>(proof.path());
        longer.add(root);

        assertThat(new InclusionProof(5, 8, longer).proves(LEAVES.get(5), root)).isFalse();
        assertThat(new InclusionProof(5, 8, proof.path().subList(0, 2)).proves(LEAVES.get(5), root))
                .isFalse();
    }

    private static List<Hash> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Merkle.leafHash(new byte[] {(byte) i, 1}))
                .toList();
    }

    @Test
    void aFlippedBitAnywhereInAPathProvesNothing() {
        List<Hash> leaves = numbered(13);
        Hash root = Merkle.root(leaves);
        Hash older = Merkle.root(leaves.subList(0, 6));
        List<Hash> inclusion = Merkle.inclusion(leaves, 9).path();
        List<Hash> consistency = Merkle.consistency(at(leaves), 6, 13).path();

        for (int i = 0; i < inclusion.size(); i++) {
            var bad = new InclusionProof(9, 13, flipped(inclusion, i));
            assertThat(bad.proves(leaves.get(9), root)).isFalse();
        }
        for (int i = 0; i < consistency.size(); i++) {
            var bad = new ConsistencyProof(6, 13, flipped(consistency, i));
            assertThat(bad.proves(older, root)).isFalse();
        }
    }

    @Test
    void whatCannotBeAProofIsRefused() {
        assertThatThrownBy(() -> new InclusionProof(8, 8, List.of()))
                .hasMessageContaining("no leaf 8 among 8");
        assertThatThrownBy(() -> new InclusionProof(0, 8, numbered(64)))
                .hasMessageContaining("a path of 64 hashes");
        assertThatThrownBy(() -> new ConsistencyProof(9, 8, List.of()))
                .hasMessageContaining("no way from 9 leaves to 8");
        assertThatThrownBy(() -> Merkle.inclusion(LEAVES, -1)).hasMessageContaining("no leaf -1");
    }

    private static List<Hash> flipped(List<Hash> path, int which) {
        byte[] bytes = path.get(which).bytes();
        bytes[which] ^= 1;
        List<Hash> flipped = new ArrayList<>(path);
        flipped.set(which, Hash.of(bytes));
        return flipped;
    }

    private static HashAt at(List<Hash> leaves) {
        return new HashAt() {
            @Override
            public Hash at(int level, long index) {
                return level == 0
                        ? leaves.get((int) index)
                        : Merkle.nodeHash(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
            }
        };
    }
}
