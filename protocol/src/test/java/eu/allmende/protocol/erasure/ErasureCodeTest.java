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
    void theFactorsAreThoseOfThePublishedMatrix() {
        byte[][] unit = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        byte[][] parity = new byte[2][4];

        ErasureCode.of(4, 6).encode(unit, parity);

        assertThat(parity)
                .as("Backblaze, \"Reed-Solomon erasure coding\" (2015), the coding matrix for 4+2")
                .isDeepEqualTo(new byte[][] {{0x1b, 0x1c, 0x12, 0x14}, {0x1c, 0x1b, 0x14, 0x12}});
    }

    @Test
    void withAndWithoutVectorsTheBytesAreTheSame() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            int k = 1 + random.nextInt(20);
            int n = k + random.nextInt(21);
            int length = random.nextInt(50_000);
            byte[][] data = random(random, k, length);
            byte[][] fast = random(random, n - k, length);
            byte[][] usual = random(random, n - k, length);
            byte[][] slow = new byte[n - k][length];

            ErasureCode.fast(k, n).encode(data, fast);
            ErasureCode.of(k, n).encode(data, usual);
            ErasureCode.scalar(k, n).encode(data, slow);

            String which = "k %d n %d length %d seed %d".formatted(k, n, length, SEED);
            assertThat(fast).as(which).isDeepEqualTo(slow);
            assertThat(usual).as(which).isDeepEqualTo(slow);
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
                    byte[][] slow = pieces.clone();
                    ErasureCode.fast(code[0], code[1]).reconstruct(pieces);
                    ErasureCode.scalar(code[0], code[1]).reconstruct(slow);
                    assertThat(pieces).isDeepEqualTo(whole);
                    assertThat(slow).isDeepEqualTo(whole);
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
    void aReaderGetsTheDataAndPaysForNoParity() {
        byte[][] whole = encoded(3, 7, 40_000);
        byte[][] pieces = whole.clone();
        for (int lost : new int[] {0, 2, 4, 6}) {
            forget(pieces, lost);
        }

        ErasureCode.of(3, 7).reconstructData(pieces);

        assertThat(pieces[0]).isEqualTo(whole[0]);
        assertThat(pieces[2]).isEqualTo(whole[2]);
        assertThat(pieces[4]).isNull();
        assertThat(pieces[6]).isNull();
    }

    @Test
    void theWidestCodeIsOneToo() {
        byte[][] whole = encoded(128, ErasureCode.MAX_PIECES, 100);
        byte[][] pieces = whole.clone();
        for (int i = 0; i < 127; i++) {
            forget(pieces, i);
        }

        ErasureCode.of(128, ErasureCode.MAX_PIECES).reconstruct(pieces);

        assertThat(pieces).isDeepEqualTo(whole);
    }

    @Test
    void whatDoesNotFitTheCodeIsRefused() {
        ErasureCode code = ErasureCode.of(2, 4);
        byte[][] uneven = {{1, 2}, {3, 4}, {5, 6}, {7}};

        assertThatThrownBy(() -> ErasureCode.of(0, 3)).hasMessageContaining("k = 0");
        assertThatThrownBy(() -> ErasureCode.of(4, 3)).hasMessageContaining("n = 3");
        assertThatThrownBy(() -> ErasureCode.of(4, 256)).hasMessageContaining("n = 256");
        assertThatThrownBy(() -> code.encode(new byte[3][5], new byte[2][5]))
                .hasMessageContaining("3 pieces instead of 2");
        assertThatThrownBy(() -> code.encode(new byte[2][5], new byte[2][6]))
                .hasMessageContaining("differ in length");
        assertThatThrownBy(() -> code.reconstruct(new byte[5][2]))
                .hasMessageContaining("5 places for 4 pieces");
        assertThatThrownBy(() -> code.reconstruct(uneven)).hasMessageContaining("differ in length");
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
