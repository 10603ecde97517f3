package eu.allmende.engine.transfer;

import eu.allmende.engine.pack.Pack;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// All n pieces of a pack, and the manifest that each is checked against.
///
/// @param bytes by index
record Pieces(PackManifest manifest, List<ByteBuffer> bytes) {
    static Pieces of(Pack pack, ErasureCode code, int k, int n) {
        byte[][] data = pack.stretches(k);
        byte[][] parity = new byte[n - k][data[0].length];
        code.encode(data, parity);
        List<ByteBuffer> bytes = new ArrayList<>();
        List<Hash> roots = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            bytes.add(ByteBuffer.wrap(i < k ? data[i] : parity[i - k]));
            roots.add(PieceRoots.of(i, bytes.getLast()));
        }
        PackShape shape = new PackShape(ErasureCode.CODE_ID, k, n, pack.lengthBytes());
        return new Pieces(new PackManifest(shape, roots), bytes);
    }
}
