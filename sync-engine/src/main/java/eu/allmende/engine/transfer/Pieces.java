package eu.allmende.engine.transfer;

import eu.allmende.engine.pack.Pack;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All n pieces of a pack, and the manifest that each is checked against.
///
/// @param bytes by index
public record Pieces(PackManifest manifest, List<ByteBuffer> bytes) {
    public Pieces {
        bytes = List.copyOf(bytes);
    }

    static Pieces of(Pack pack, ErasureCode code, int k, int n) {
        PackShape shape = new PackShape(ErasureCode.CODE_ID, k, n, pack.lengthBytes());
        return of(pack.stretches(k), code, shape);
    }

    /// All pieces of a pack that was gathered; those that were lost are among them. Made anew with
    /// all their roots: what is not exactly what was spread is not sent again.
    ///
    /// @return empty if the pack's roots were never those of its pieces, whoever made it
    public static Optional<Pieces> again(GatheredPack gathered, PackPlacement placement) {
        PackShape shape = placement.shape();
        ErasureCode code = ErasureCode.of(shape.needed(), shape.wanted());
        Pieces pieces = of(gathered.stretches(), code, shape);
        return pieces.manifest.root().equals(placement.root())
                ? Optional.of(pieces)
                : Optional.empty();
    }

    private static Pieces of(byte[][] data, ErasureCode code, PackShape shape) {
        int k = shape.needed();
        byte[][] parity = new byte[shape.wanted() - k][data[0].length];
        code.encode(data, parity);
        List<ByteBuffer> bytes = new ArrayList<>();
        List<Hash> roots = new ArrayList<>();
        for (int i = 0; i < shape.wanted(); i++) {
            bytes.add(ByteBuffer.wrap(i < k ? data[i] : parity[i - k]));
            roots.add(PieceRoots.of(i, bytes.getLast()));
        }
        return new Pieces(new PackManifest(shape, roots), bytes);
    }
}
