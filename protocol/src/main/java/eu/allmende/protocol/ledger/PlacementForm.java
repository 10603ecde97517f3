package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a placement: `[root, [code id, k, n, pack bytes], [holder…], receipts hash]`.
final class PlacementForm {
    private static final int MOST_PIECES = 255;

    private PlacementForm() {}

    static void write(CborWriter out, PackPlacement placement) {
        PackShape shape = placement.shape();
        out.array(4)
                .hash(placement.root().hash())
                .array(4)
                .number(shape.codeId())
                .number(shape.needed())
                .number(shape.wanted())
                .number(shape.packLengthBytes())
                .array(placement.holders().size());
        placement.holders().forEach(out::number);
        out.hash(placement.receiptsHash());
    }

    static PackPlacement read(CborReader in) throws IOException {
        in.array(4);
        PackRoot root = new PackRoot(in.hash());
        PackShape shape = readShape(in);
        int count = in.arrayUpTo(MOST_PIECES);
        List<Integer> holders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            holders.add(in.smallNumber(PackPlacement.NOBODY, Integer.MAX_VALUE));
        }
        return new PackPlacement(root, shape, holders, in.hash());
    }

    private static PackShape readShape(CborReader in) throws IOException {
        in.array(4);
        return new PackShape(
                in.smallNumber(1, MOST_PIECES),
                in.smallNumber(1, MOST_PIECES),
                in.smallNumber(1, MOST_PIECES),
                in.smallNumber(1, PackShape.MAX_PACK_BYTES));
    }
}
