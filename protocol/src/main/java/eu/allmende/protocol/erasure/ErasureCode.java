package eu.allmende.protocol.erasure;

import eu.allmende.protocol.erasure.Kernel.Output;
import eu.allmende.protocol.erasure.Kernel.Stretch;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A systematic Reed–Solomon code: any k of n pieces give all n.
///
/// Immutable and safe for many threads. The same bytes come out with and without vectors.
public final class ErasureCode {
    /// The number under which manifests name this code.
    public static final int CODE_ID = 1;

    /// The most pieces a code can have.
    public static final int MAX_PIECES = 255;

    private static final int BLOCK_BYTES = 16 * 1024;

    /// Shorter pieces are made without vectors: those take 100 ms of a fresh Java before they pay,
    /// a lot for a small file, and nothing for 16 MiB.
    private static final int SHORT_BYTES = 32 * 1024;

    private static final Kernel SCALAR = new ScalarKernel();
    private static final Kernel FASTEST = fastest();

    private final int k;
    private final int n;
    private final Matrix matrix;
    private final Kernel ofShort;
    private final Kernel ofLong;

    private ErasureCode(int k, int n, Kernel ofShort, Kernel ofLong) {
        if (k < 1 || n < k || n > MAX_PIECES) {
            throw new IllegalArgumentException("no code has k = " + k + " and n = " + n);
        }
        this.k = k;
        this.n = n;
        this.matrix = Matrix.systematic(k, n);
        this.ofShort = ofShort;
        this.ofLong = ofLong;
    }

    /// Java started without its vector module has no such classes: then the other kernel serves.
    private static Kernel fastest() {
        boolean hasVectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return hasVectors && VectorKernel.works() ? new VectorKernel() : SCALAR;
    }

    /// The code with k data pieces and n pieces in all, as fast as this processor can.
    ///
    /// @param k at least 1
    /// @param n at least k, at most 255
    public static ErasureCode of(int k, int n) {
        return new ErasureCode(k, n, SCALAR, FASTEST);
    }

    /// The same code without vectors: for processors that have none, and to check the fast one.
    public static ErasureCode scalar(int k, int n) {
        return new ErasureCode(k, n, SCALAR, SCALAR);
    }

    /// The same code with the fastest kernel for pieces of any length: for tests.
    static ErasureCode fast(int k, int n) {
        return new ErasureCode(k, n, FASTEST, FASTEST);
    }

    /// Fills the parity pieces.
    ///
    /// @param data k arrays of one length
    /// @param parity n−k arrays of the same length; overwritten
    public void encode(byte[][] data, byte[][] parity) {
        checkShape(data, k);
        checkShape(parity, n - k);
        if (parity.length > 0 && parity[0].length != data[0].length) {
            throw new IllegalArgumentException("data and parity differ in length");
        }
        int[] rows = new int[n - k];
        Arrays.setAll(rows, i -> k + i);
        multiply(matrix.select(rows), data, parity);
    }

    /// Fills in what is missing.
    ///
    /// @param pieces n arrays of one length, or null where a piece is missing; missing ones are
    ///   made and put in their place
    /// @throws IllegalArgumentException if fewer than k pieces are there
    public void reconstruct(byte[] @Nullable [] pieces) {
        fillIn(pieces, n);
    }

    /// Fills in the data pieces that are missing, and leaves parity alone: what a reader needs.
    ///
    /// @param pieces as for [#reconstruct]
    /// @throws IllegalArgumentException if fewer than k pieces are there
    public void reconstructData(byte[] @Nullable [] pieces) {
        fillIn(pieces, k);
    }

    private void fillIn(byte[] @Nullable [] pieces, int until) {
        int[] present = firstPresent(pieces);
        byte[][] inputs = new byte[k][];
        for (int i = 0; i < k; i++) {
            inputs[i] = Objects.requireNonNull(pieces[present[i]]);
        }
        checkLengths(pieces, inputs[0].length);
        int[] missing = missing(pieces, until);
        if (missing.length == 0) {
            return;
        }
        byte[][] outputs = new byte[missing.length][inputs[0].length];
        multiply(matrix.select(missing).times(matrix.select(present).inverse()), inputs, outputs);
        for (int i = 0; i < missing.length; i++) {
            pieces[missing[i]] = outputs[i];
        }
    }

    private void multiply(Matrix factors, byte[][] inputs, byte[][] outputs) {
        int length = inputs[0].length;
        Kernel kernel = length < SHORT_BYTES ? ofShort : ofLong;
        for (int from = 0; from < length; from += BLOCK_BYTES) {
            int to = Math.min(length, from + BLOCK_BYTES);
            for (int row = 0; row < outputs.length; row += 2) {
                for (int column = 0; column < inputs.length; column++) {
                    Stretch stretch = new Stretch(from, to, column == 0);
                    Output first = output(factors, outputs, row, column);
                    if (row + 1 < outputs.length) {
                        Output second = output(factors, outputs, row + 1, column);
                        kernel.two(inputs[column], stretch, first, second);
                    } else {
                        kernel.one(inputs[column], stretch, first);
                    }
                }
            }
        }
    }

    private static Output output(Matrix factors, byte[][] outputs, int row, int column) {
        return new Output(outputs[row], Factor.of(factors.at(row, column)));
    }

    private int[] firstPresent(byte[] @Nullable [] pieces) {
        if (pieces.length != n) {
            throw new IllegalArgumentException(pieces.length + " places for " + n + " pieces");
        }
        int[] present = new int[k];
        int found = 0;
        for (int i = 0; i < n && found < k; i++) {
            if (pieces[i] != null) {
                present[found++] = i;
            }
        }
        if (found < k) {
            throw new IllegalArgumentException(found + " pieces are too few: " + k + " are needed");
        }
        return present;
    }

    private static int[] missing(byte[] @Nullable [] pieces, int until) {
        return IntStream.range(0, until).filter(i -> pieces[i] == null).toArray();
    }

    private static void checkShape(byte[][] pieces, int count) {
        if (pieces.length != count) {
            throw new IllegalArgumentException(pieces.length + " pieces instead of " + count);
        }
        if (count > 0) {
            checkLengths(pieces, pieces[0].length);
        }
    }

    private static void checkLengths(byte[] @Nullable [] pieces, int length) {
        for (byte[] piece : pieces) {
            if (piece != null && piece.length != length) {
                throw new IllegalArgumentException("pieces differ in length");
            }
        }
    }
}
