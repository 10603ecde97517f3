package eu.allmende.engine.place;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.piece.Code;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A code and a holder for each of its pieces.
///
/// @param code the code for packs placed so
/// @param mostPerCountry pieces that may lie in one country
/// @param holders n nodes of n distinct operators, by piece
/// @param spare others that may take a piece when a holder fails, of operators not among the
///   holders, and of distinct ones
public record Placement(
        Code code, int mostPerCountry, List<RosterNode> holders, List<RosterNode> spare) {
    public Placement {
        holders = List.copyOf(holders);
        spare = List.copyOf(spare);
        if (holders.size() != code.wanted()) {
            throw new IllegalArgumentException(holders.size() + " holders for " + code);
        }
    }

    /// Whether a node may take a piece beside those who have the others.
    public boolean allows(RosterNode node, Collection<RosterNode> others) {
        return others.stream().filter(other -> country(other).equals(country(node))).count()
                < mostPerCountry;
    }

    /// Nodes of which nothing is known count as of one country.
    static Optional<Country> country(RosterNode node) {
        return node.attributes().country().country();
    }
}
