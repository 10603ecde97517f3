package eu.allmende.protocol.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.allmende.protocol.erasure.Kernel.Output;
import eu.allmende.protocol.erasure.Kernel.Stretch;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final long SEED = Long.getLong("seed", 20261124L);

    /// The bytes, and their products with 25, of klauspost/reedsolomon's TestGalois.
    private static final byte[] BYTES =
            hex("000102030405060a326496aec9ff63204355" + "c8c7c6c5c4c3c2c1c0bfbebdbcbbbab9");

    private static final byte[] TIMES_25 =
            hex("0019322b647d56fab86dc785c31f220725fe" + "da5d446f7639200b121108233a756c47");

    @Test
    void productsAreThePublishedOnes() {
        assertThat(GaloisField.multiply(3, 4)).isEqualTo(12);
        assertThat(GaloisField.multiply(7, 7)).isEqualTo(21);
        assertThat(GaloisField.multiply(23, 45)).isEqualTo(41);
        assertThat(GaloisField.power(2, 2)).isEqualTo(4);
        assertThat(GaloisField.power(5, 20)).isEqualTo(235);
        assertThat(GaloisField.power(13, 7)).isEqualTo(43);
        for (Kernel kernel : kernels()) {
            byte[] products = new byte[BYTES.length];
            Stretch all = new Stretch(0, BYTES.length, true);
            kernel.one(BYTES, all, new Output(products, Factor.of(25)));
            assertThat(products).isEqualTo(TIMES_25);
        }
    }

    @Test
    void everyProductOfTwoBytesIsThatOfLongMultiplication() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        for (Kernel kernel : kernels()) {
            for (int factor = 0; factor < 256; factor++) {
                byte[] products = new byte[256];
                Output output = new Output(products, Factor.of(factor));
                kernel.one(bytes, new Stretch(0, 256, true), output);
                for (int i = 0; i < 256; i++) {
                    assertThat(products[i] & 255).isEqualTo(longMultiplication(factor, i));
                }
            }
        }
    }

    @Test
    void aStretchIsWorkedOnAndNothingBesideIt() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            int length = 1 + random.nextInt(300);
            int from = random.nextInt(length);
            boolean fresh = random.nextBoolean();
            Stretch stretch = new Stretch(from, from + random.nextInt(length - from + 1), fresh);
            byte[] input = bytes(random, length);
            int[] factors = {random.nextInt(256), random.nextInt(256)};
            byte[][] before = {bytes(random, length), bytes(random, length)};
            for (Kernel kernel : kernels()) {
                byte[] first = before[0].clone();
                byte[] second = before[1].clone();
                byte[] alone = before[0].clone();
                Output a = new Output(first, Factor.of(factors[0]));
                kernel.two(input, stretch, a, new Output(second, Factor.of(factors[1])));
                kernel.one(input, stretch, new Output(alone, Factor.of(factors[0])));

                assertThat(first).as("seed %d", SEED).isEqualTo(alone);
                assertThat(first).isEqualTo(expected(input, stretch, before[0], factors[0]));
                assertThat(second).isEqualTo(expected(input, stretch, before[1], factors[1]));
            }
        }
    }

    private static byte[] expected(byte[] input, Stretch stretch, byte[] before, int factor) {
        byte[] after = before.clone();
        for (int i = stretch.from(); i < stretch.to(); i++) {
            int product = longMultiplication(factor, input[i] & 255);
            after[i] = (byte) (stretch.fresh() ? product : product ^ before[i]);
        }
        return after;
    }

    /// Bit by bit, by the definition of the field.
    private static int longMultiplication(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int bits = b; bits != 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                product ^= shifted;
            }
            shifted <<= 1;
            if (shifted > 255) {
                shifted ^= 0x11D;
            }
        }
        return product;
    }

    private static List<Kernel> kernels() {
        assumeTrue(VectorKernel.works(), "this processor has no vectors");
        return List.of(new ScalarKernel(), new VectorKernel());
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
