package eu.allmende.protocol.piece;

/// The numbers of a pack: how it was coded, and how long it and its pieces are.
///
/// @param codeId which erasure code; 1 is Reed–Solomon as in `protocol.erasure`
/// @param needed k: pieces that give the pack back; 1 to 255
/// @param wanted n: pieces in all; k to 255
/// @param packLengthBytes bytes of the pack; 1 to 16 MiB
public record PackShape(int codeId, int needed, int wanted, int packLengthBytes) {
    /// The most bytes a pack may have.
    public static final int MAX_PACK_BYTES = 16 * 1024 * 1024;

    /// The most pieces a pack may have.
    public static final int MAX_PIECES = 255;

    private static final int MAX_CODE_ID = 255;

    public PackShape {
        if (codeId < 1 || codeId > MAX_CODE_ID) {
            throw new IllegalArgumentException("no code has the id " + codeId);
        }
        if (needed < 1 || wanted < needed || wanted > MAX_PIECES) {
            throw new IllegalArgumentException("no code has k = " + needed + ", n = " + wanted);
        }
        if (packLengthBytes < 1 || packLengthBytes > MAX_PACK_BYTES) {
            throw new IllegalArgumentException("no pack has " + packLengthBytes + " bytes");
        }
    }

    /// Bytes of each piece: the pack in k equal parts, the last one filled up with zeros.
    public int pieceLengthBytes() {
        return Math.ceilDiv(packLengthBytes, needed);
    }
}
