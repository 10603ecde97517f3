package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.piece.PackShape;
import java.util.ArrayList;
import java.util.List;

/// Where the pieces of a pack lie.
///
/// @param root the pack
/// @param shape its code and length
/// @param holders for each piece, in order, its node's number, or [#NOBODY]
/// @param receiptsHash [Receipt#hashOf] over the receipts of those holders, as they were when the
///   pack was ordered: a move names its own receipt
public record PackPlacement(
        PackRoot root, PackShape shape, List<Integer> holders, Hash receiptsHash) {
    /// In place of a node's number: nobody keeps this piece yet.
    public static final int NOBODY = -1;

    public PackPlacement {
        holders = List.copyOf(holders);
        if (holders.size() != shape.wanted()) {
            throw new IllegalArgumentException("holders are not one per piece: " + holders.size());
        }
        if (holders.stream().anyMatch(number -> number < NOBODY)) {
            throw new IllegalArgumentException("a holder's number is negative");
        }
    }

    /// The same with one piece on another node.
    ///
    /// @param piece below the number of pieces
    public PackPlacement moved(int piece, int holder) {
        List<Integer> now = new ArrayList<>(holders);
        now.set(piece, holder);
        return new PackPlacement(root, shape, now, receiptsHash);
    }

    /// How many pieces somebody keeps.
    public int keptPieces() {
        return (int) holders.stream().filter(number -> number != NOBODY).count();
    }
}
