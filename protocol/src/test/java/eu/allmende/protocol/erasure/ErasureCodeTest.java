package eu.allmende.protocol.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ErasureCodeTest {
    private static final long SEED = Long.getLong("seed", 20261124L);

    @Test
    void theParityIsThatOfThePublishedVector() {
        byte[][] data = {{0, 1}, {4, 5}, {2, 3}, {6, 7}, {8, 9}};
        byte[][] parity = new byte[5][2];

        ErasureCode.of(5, 10).encode(data, parity);

        assertThat(parity)
                .as("klauspost/reedsolomon, TestOneEncode")
                .isDeepEqualTo(new byte[][] {{12, 13}, {10, 11}, {14, 15}, {90, 91}, {94, 95}});
    }

    @Test
    void withAndWithoutVectorsTheBytesAreTheSame() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int k = 1 + random.nextInt(20);
            int n = k + random.nextInt(21);
            int length = 1 + random.nextInt(50_000);
            byte[][] data = random(random, k, length);
            byte[][] fast = random(random, n - k, length);
            byte[][] slow = new byte[n - k][length];

            ErasureCode.of(k, n).encode(data, fast);
            ErasureCode.scalar(k, n).encode(data, slow);

            assertThat(fast)
                    .as("k %d n %d length %d seed %d", k, n, length, SEED)
                    .isDeepEqualTo(slow);
        }
    }

    @Test
    void anyKPiecesGiveAllPieces() {
        int[][] codes = {{1, 1}, {1, 3}, {2, 4}, {2, 5}, {3, 7}, {4, 10}};
        for (int[] code : codes) {
            byte[][] whole = encoded(code[0], code[1], 333);
            for (int kept = 0; kept < 1 << code[1]; kept++) {
                if (Integer.bitCount(kept) >= code[0]) {
                    byte[][] pieces = whole.clone();
                    for (int i = 0; i < code[1]; i++) {
                        if ((kept >> i & 1) == 0) {
                            forget(pieces, i);
                        }
                    }
                    ErasureCode.of(code[0], code[1]).reconstruct(pieces);
                    assertThat(pieces).isDeepEqualTo(whole);
                }
            }
        }
    }

    @Test
    void aWideCodeSurvivesAsManyLossesAsItHasParity() {
        byte[][] whole = encoded(16, 40, 5_000);
        byte[][] pieces = whole.clone();
        for (int i = 0; i < 24; i++) {
            forget(pieces, i);
        }

        ErasureCode.of(16, 40).reconstruct(pieces);

        assertThat(pieces).isDeepEqualTo(whole);
    }

    @Test
    void fewerThanKPiecesAreRefused() {
        byte[][] pieces = encoded(3, 7, 10);
        for (int i = 0; i < 5; i++) {
            forget(pieces, i);
        }

        assertThatThrownBy(() -> ErasureCode.of(3, 7).reconstruct(pieces))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 pieces are too few");
    }

    @SuppressWarnings("NullAway") // a missing piece is null by the method's contract
    private static void forget(byte[][] pieces, int index) {
        pieces[index] = null;
    }

    private static byte[][] encoded(int k, int n, int length) {
        byte[][] data = random(new Random(SEED), k, length);
        byte[][] parity = new byte[n - k][length];
        ErasureCode.of(k, n).encode(data, parity);
        byte[][] all = new byte[n][];
        System.arraycopy(data, 0, all, 0, k);
        System.arraycopy(parity, 0, all, k, n - k);
        return all;
    }

    private static byte[][] random(Random random, int count, int length) {
        byte[][] arrays = new byte[count][length];
        for (byte[] array : arrays) {
            random.nextBytes(array);
        }
        return arrays;
    }
}
