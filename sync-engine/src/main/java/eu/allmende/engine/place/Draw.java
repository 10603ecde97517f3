package eu.allmende.engine.place;

import eu.allmende.protocol.fence.Country;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws one node for each of some operators, so that no country is drawn too often. Where an
/// operator has nodes in several countries it gives way to others (augmenting paths): if there is a
/// draw, one is found.
final class Draw {
    private final int mostPerCountry;

    /// The nodes drawn, by the operator's place in the list.
    private final Map<Integer, RosterNode> drawn = new LinkedHashMap<>();

    private final List<List<RosterNode>> operators;

    private Draw(List<List<RosterNode>> operators, int mostPerCountry) {
        this.operators = operators;
        this.mostPerCountry = mostPerCountry;
    }

    /// Nodes of so many distinct operators, those first in the list preferred.
    ///
    /// @param operators the nodes of each, those first preferred
    /// @return empty if there are none
    static Optional<List<RosterNode>> of(
            List<List<RosterNode>> operators, int count, int mostPerCountry) {
        Draw draw = new Draw(operators, mostPerCountry);
        for (int i = 0; i < operators.size() && draw.drawn.size() < count; i++) {
            boolean _ = draw.take(i, new HashSet<>());
        }
        return draw.drawn.size() == count
                ? Optional.of(List.copyOf(draw.drawn.values()))
                : Optional.empty();
    }

    /// @param tried countries that need not be looked at again
    private boolean take(int operator, Set<Optional<Country>> tried) {
        for (RosterNode node : operators.get(operator)) {
            Optional<Country> country = Placement.country(node);
            if (tried.add(country) && hasRoom(country, tried)) {
                drawn.put(operator, node);
                return true;
            }
        }
        return false;
    }

    /// Whether there is room, or could be made by having an operator change to another country.
    private boolean hasRoom(Optional<Country> country, Set<Optional<Country>> tried) {
        List<Integer> there = new ArrayList<>();
        drawn.forEach((operator, node) -> {
            if (Placement.country(node).equals(country)) {
                there.add(operator);
            }
        });
        return there.size() < mostPerCountry
                || there.stream().anyMatch(operator -> take(operator, tried));
    }
}
