package eu.allmende.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.Hash;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The proofs that certificate-transparency publishes for its tree of 8 leaves (its
/// merkle_tree_test.cc, and TestRefInclusionProof and TestRefConsistencyProof of its successor).
class ReferenceProofsTest {
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

    private static final Hash LEAF_0 = LEAVES.get(0);
    private static final Hash LEAF_1 =
            Hash.parse("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
    private static final Hash LEAF_4 =
            Hash.parse("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    private static final Hash LEAVES_0_1 =
            Hash.parse("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    private static final Hash LEAVES_2_3 =
            Hash.parse("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e");
    private static final Hash LEAVES_4_5 =
            Hash.parse("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a");
    private static final Hash LEAVES_6_7 =
            Hash.parse("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
    private static final Hash LEAVES_0_3 =
            Hash.parse("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    private static final Hash LEAVES_4_7 =
            Hash.parse("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");

    @Test
    void inclusionPathsAreThePublishedOnes() {
        assertInclusion(0, 1, List.of());
        assertInclusion(0, 2, List.of(LEAF_1));
        assertInclusion(1, 2, List.of(LEAF_0));
        assertInclusion(2, 3, List.of(LEAVES_0_1));
        assertInclusion(1, 5, List.of(LEAF_0, LEAVES_2_3, LEAF_4));
        assertInclusion(0, 8, List.of(LEAF_1, LEAVES_2_3, LEAVES_4_7));
        assertInclusion(5, 8, List.of(LEAF_4, LEAVES_6_7, LEAVES_0_3));
    }

    @Test
    void consistencyPathsAreThePublishedOnes() {
        assertConsistency(1, 1, List.of());
        assertConsistency(1, 8, List.of(LEAF_1, LEAVES_2_3, LEAVES_4_7));
        assertConsistency(6, 8, List.of(LEAVES_4_5, LEAVES_6_7, LEAVES_0_3));
        assertConsistency(2, 5, List.of(LEAVES_2_3, LEAF_4));
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "6, 8", "2, 5", "4, 8", "7, 8"})
    void aProofThatIsCutOffOrGoesOnProvesNothing(int from, int to) {
        Hash old = Merkle.root(LEAVES.subList(0, from));
        Hash now = Merkle.root(LEAVES.subList(0, to));
        List<Hash> path = Merkle.consistency(at(), from, to).path();

        List<Hash> longer = Stream.concat(path.stream(), Stream.of(now)).toList();
        List<Hash> shorter = path.subList(0, path.size() - 1);
        assertThat(new ConsistencyProof(from, to, path).proves(old, now)).isTrue();
        assertThat(new ConsistencyProof(from, to, longer).proves(old, now)).isFalse();
        assertThat(new ConsistencyProof(from, to, shorter).proves(old, now)).isFalse();
        assertThat(new ConsistencyProof(from, to, List.of()).proves(old, now)).isFalse();
        assertThat(new ConsistencyProof(from, to, path).proves(now, now)).isFalse();
        assertThat(new ConsistencyProof(from, to, path).proves(old, old)).isFalse();
    }

    private static void assertInclusion(int index, int size, List<Hash> published) {
        List<Hash> tree = LEAVES.subList(0, size);
        assertThat(Merkle.inclusion(tree, index).path()).isEqualTo(published);
        assertThat(new InclusionProof(index, size, published))
                .matches(proof -> proof.proves(tree.get(index), Merkle.root(tree)));
    }

    private static void assertConsistency(int from, int to, List<Hash> published) {
        Hash old = Merkle.root(LEAVES.subList(0, from));
        Hash now = Merkle.root(LEAVES.subList(0, to));
        assertThat(Merkle.consistency(at(), from, to).path()).isEqualTo(published);
        assertThat(new ConsistencyProof(from, to, published))
                .matches(proof -> proof.proves(old, now));
    }

    private static HashAt at() {
        return (level, index) ->
                Merkle.root(LEAVES.subList((int) index << level, (int) (index + 1) << level));
    }
}
