package eu.allmende.checks.bench;

import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.merkle.EvenLeaves;
import eu.allmende.protocol.piece.PieceRoots;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Reed–Solomon and piece roots on packs of 16 MiB, in bytes of the pack per second on one core.
final class ErasureBench implements Bench.Measured {
    private static final int PACK_BYTES = 16 * 1024 * 1024;

    @Override
    public List<Figure> measure() {
        EvenLeaves.warmUp(System::nanoTime);
        Subject tenTen = new Subject("10+10", ErasureCode.of(10, 20), 10, 20);
        Subject tenFive = new Subject("10+5", ErasureCode.of(10, 15), 10, 15);
        Subject threeFour = new Subject("3+4", ErasureCode.of(3, 7), 3, 7);
        return List.of(
                tenTen.encode(1.5),
                tenFive.encode(3),
                threeFour.encode(0),
                tenTen.read(10),
                threeFour.read(1),
                threeFour.read(3),
                threeFour.rebuild(),
                threeFour.roots(),
                threeFour.scalarRoots(),
                new Subject("10+10, scalar", ErasureCode.scalar(10, 20), 10, 20).encode(0),
                new Subject("10+5, scalar", ErasureCode.scalar(10, 15), 10, 15).encode(0),
                new Subject("3+4, scalar", ErasureCode.scalar(3, 7), 3, 7).encode(0),
                new Subject("3+4, scalar", ErasureCode.scalar(3, 7), 3, 7).read(3));
    }

    /// A code to measure.
    private record Subject(String name, ErasureCode code, int k, int n) {
        Figure encode(double target) {
            byte[][] data = data();
            byte[][] parity = new byte[n - k][data[0].length];
            return figure("make the parity of " + name, target, () -> code.encode(data, parity));
        }

        /// What a reader does when so many data pieces are missing and parity came instead.
        Figure read(int missing) {
            byte[][] whole = whole();
            Arrays.fill(whole, k + missing, n, null);
            return figure(
                    "read " + name + " with " + missing + " data pieces missing",
                    0,
                    () -> {
                        byte[][] pieces = whole.clone();
                        Arrays.fill(pieces, 0, missing, null);
                        code.reconstructData(pieces);
                    });
        }

        /// What a repair worker does with the last k pieces.
        Figure rebuild() {
            byte[][] whole = whole();
            return figure(
                    "make all of " + name + " from its last " + k,
                    0,
                    () -> {
                        byte[][] pieces = whole.clone();
                        Arrays.fill(pieces, 0, n - k, null);
                        code.reconstruct(pieces);
                    });
        }

        Figure roots() {
            byte[][] whole = whole();
            return figure(
                    "work out the " + n + " piece roots of " + name,
                    0,
                    () -> {
                        for (int i = 0; i < n; i++) {
                            PieceRoots.of(i, ByteBuffer.wrap(whole[i]));
                        }
                    });
        }

        /// The leaves alone, hashed one after the other.
        Figure scalarRoots() {
            byte[][] whole = whole();
            return figure(
                    "work out the " + n + " piece roots of " + name + ", scalar",
                    0,
                    () -> {
                        for (byte[] piece : whole) {
                            EvenLeaves.scalarRoot(ByteBuffer.wrap(piece), PieceRoots.LEAF_BYTES);
                        }
                    });
        }

        private Figure figure(String what, double target, Runnable work) {
            long bytes = (long) PACK_BYTES / k * k;
            double speed =
                    Measuring.gigabytesPerSecond(() -> {
                        work.run();
                        return bytes;
                    });
            return Figure.speed(what, speed, target, "GB/s");
        }

        private byte[][] data() {
            byte[][] data = new byte[k][PACK_BYTES / k];
            Random random = new Random(1);
            for (byte[] piece : data) {
                random.nextBytes(piece);
            }
            return data;
        }

        private byte[][] whole() {
            byte[][] data = data();
            byte[][] parity = new byte[n - k][data[0].length];
            code.encode(data, parity);
            return Stream.concat(Stream.of(data), Stream.of(parity)).toArray(byte[][]::new);
        }
    }
}
