package eu.allmende.protocol.erasure;

/// A matrix over GF(2⁸), as rows of unsigned bytes held in ints.
final class Matrix {
    private final int[][] rows;

    private Matrix(int[][] rows) {
        this.rows = rows;
    }

    /// The n × k matrix whose first k rows are the identity and of which any k rows can be
    /// inverted.
    static Matrix systematic(int k, int n) {
        int[][] vandermonde = new int[n][k];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < k; column++) {
                vandermonde[row][column] = GaloisField.power(row, column);
            }
        }
        Matrix matrix = new Matrix(vandermonde);
        int[] top = new int[k];
        for (int row = 0; row < k; row++) {
            top[row] = row;
        }
        return matrix.times(matrix.select(top).inverse());
    }

    int at(int row, int column) {
        return rows[row][column];
    }

    /// The matrix of these rows, in this order.
    Matrix select(int[] which) {
        int[][] selected = new int[which.length][];
        for (int i = 0; i < which.length; i++) {
            selected[i] = rows[which[i]].clone();
        }
        return new Matrix(selected);
    }

    Matrix times(Matrix right) {
        int[][] product = new int[rows.length][right.rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < product[row].length; column++) {
                int sum = 0;
                for (int i = 0; i < right.rows.length; i++) {
                    sum ^= GaloisField.multiply(rows[row][i], right.rows[i][column]);
                }
                product[row][column] = sum;
            }
        }
        return new Matrix(product);
    }

    /// The inverse of this square matrix, by Gauss–Jordan elimination.
    Matrix inverse() {
        int size = rows.length;
        int[][] work = new int[size][2 * size];
        for (int row = 0; row < size; row++) {
            System.arraycopy(rows[row], 0, work[row], 0, size);
            work[row][size + row] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            bringUp(work, pivot);
            scale(work[pivot], GaloisField.invert(work[pivot][pivot]));
            clearColumn(work, pivot);
        }
        int[][] inverse = new int[size][];
        for (int row = 0; row < size; row++) {
            inverse[row] = java.util.Arrays.copyOfRange(work[row], size, 2 * size);
        }
        return new Matrix(inverse);
    }

    private static void bringUp(int[][] work, int pivot) {
        for (int row = pivot; row < work.length; row++) {
            if (work[row][pivot] != 0) {
                int[] other = work[pivot];
                work[pivot] = work[row];
                work[row] = other;
                return;
            }
        }
        throw new IllegalStateException("the matrix has no inverse");
    }

    private static void scale(int[] row, int factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] = GaloisField.multiply(row[i], factor);
        }
    }

    private static void clearColumn(int[][] work, int pivot) {
        for (int row = 0; row < work.length; row++) {
            int factor = work[row][pivot];
            if (row != pivot && factor != 0) {
                for (int i = 0; i < work[row].length; i++) {
                    work[row][i] ^= GaloisField.multiply(work[pivot][i], factor);
                }
            }
        }
    }
}
