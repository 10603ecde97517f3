package eu.allmende.checks.bench;

import eu.allmende.protocol.erasure.ErasureCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/// Reed–Solomon, in bytes of data per second on one core.
final class ErasureBench implements Bench.Measured {
    private static final int PACK_BYTES = 16 * 1024 * 1024;

    @Override
    public List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.add(encode("encode 10+10, vectors", ErasureCode::of, new int[] {10, 20}, 1.5));
        figures.add(encode("encode 10+5, vectors", ErasureCode::of, new int[] {10, 15}, 3.0));
        figures.add(encode("encode 3+4, vectors", ErasureCode::of, new int[] {3, 7}, 0));
        figures.add(encode("encode 10+10, scalar", ErasureCode::scalar, new int[] {10, 20}, 0));
        figures.add(decode());
        return figures;
    }

    private static Figure encode(
            String name,
            BiFunction<Integer, Integer, ErasureCode> make,
            int[] code,
            double target) {
        ErasureCode erasure = make.apply(code[0], code[1]);
        byte[][] data = random(code[0], PACK_BYTES / code[0]);
        byte[][] parity = new byte[code[1] - code[0]][data[0].length];
        double speed =
                Measuring.gigabytesPerSecond(() -> {
                    erasure.encode(data, parity);
                    return (long) code[0] * data[0].length;
                });
        return Figure.speed(name, speed, target, "GB/s");
    }

    private static Figure decode() {
        ErasureCode erasure = ErasureCode.of(3, 7);
        byte[][] data = random(3, PACK_BYTES / 3);
        byte[][] parity = new byte[4][data[0].length];
        erasure.encode(data, parity);
        double speed =
                Measuring.gigabytesPerSecond(() -> {
                    byte[][] pieces = new byte[7][];
                    System.arraycopy(parity, 0, pieces, 3, 4);
                    erasure.reconstruct(pieces);
                    return 3L * data[0].length;
                });
        return Figure.speed("make all 7 of 4 parity pieces (3 of 7)", speed, 0, "GB/s");
    }

    private static byte[][] random(int count, int length) {
        byte[][] arrays = new byte[count][length];
        Random random = new Random(1);
        for (byte[] array : arrays) {
            random.nextBytes(array);
        }
        return arrays;
    }
}
