package eu.allmende.protocol.erasure;

/// A factor's products with all low nibbles, all high nibbles, and all bytes.
///
/// @param low `low[i] = factor · i`, 16 bytes
/// @param high `high[i] = factor · (i << 4)`, 16 bytes
/// @param whole `whole[i] = factor · i`, 256 bytes
@SuppressWarnings("ArrayRecordComponent") // tables are shared and never compared
record Factor(byte[] low, byte[] high, byte[] whole) {
    private static final int NIBBLES = 16;
    private static final Factor[] ALL = new Factor[256];

    static {
        for (int factor = 0; factor < ALL.length; factor++) {
            ALL[factor] = make(factor);
        }
    }

    static Factor of(int factor) {
        return ALL[factor];
    }

    private static Factor make(int factor) {
        byte[] low = new byte[NIBBLES];
        byte[] high = new byte[NIBBLES];
        for (int i = 0; i < NIBBLES; i++) {
            low[i] = (byte) GaloisField.multiply(factor, i);
            high[i] = (byte) GaloisField.multiply(factor, i << 4);
        }
        byte[] whole = new byte[256];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) GaloisField.multiply(factor, i);
        }
        return new Factor(low, high, whole);
    }
}
