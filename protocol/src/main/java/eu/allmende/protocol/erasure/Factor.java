package eu.allmende.protocol.erasure;

/// A factor's products with all low and all high nibbles, each table twice to fill 32 lanes.
///
/// @param low `low[i] = factor · (i mod 16)`, 64 bytes
/// @param high `high[i] = factor · ((i mod 16) << 4)`, 64 bytes
/// @param whole `whole[i] = factor · i`, 256 bytes
@SuppressWarnings("ArrayRecordComponent") // tables are shared and never compared
record Factor(byte[] low, byte[] high, byte[] whole) {
    private static final int LANES = 64;
    private static final Factor[] ALL = new Factor[256];

    static {
        for (int factor = 0; factor < 256; factor++) {
            ALL[factor] = make(factor);
        }
    }

    static Factor of(int factor) {
        return ALL[factor];
    }

    private static Factor make(int factor) {
        byte[] low = new byte[LANES];
        byte[] high = new byte[LANES];
        for (int i = 0; i < LANES; i++) {
            low[i] = (byte) GaloisField.multiply(factor, i & 15);
            high[i] = (byte) GaloisField.multiply(factor, (i & 15) << 4);
        }
        byte[] whole = new byte[256];
        for (int i = 0; i < 256; i++) {
            whole[i] = (byte) GaloisField.multiply(factor, i);
        }
        return new Factor(low, high, whole);
    }
}
