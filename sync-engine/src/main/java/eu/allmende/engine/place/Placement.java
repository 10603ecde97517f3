package eu.allmende.engine.place;

import eu.allmende.protocol.piece.Code;
import java.util.List;

/// A code and a holder for each of its pieces.
///
/// @param code the code for packs placed so
/// @param holders n nodes of n distinct operators, by piece
/// @param spare others that may take a piece when a holder fails, of operators not among the
///   holders
public record Placement(Code code, List<RosterNode> holders, List<RosterNode> spare) {
    public Placement {
        holders = List.copyOf(holders);
        spare = List.copyOf(spare);
        if (holders.size() != code.wanted()) {
            throw new IllegalArgumentException(holders.size() + " holders for " + code);
        }
    }
}
