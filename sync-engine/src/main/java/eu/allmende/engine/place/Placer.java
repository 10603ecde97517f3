package eu.allmende.engine.place;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.piece.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Chooses a code and holders: inside the fence, one node per operator, at random, and not too many
/// in one country.
public final class Placer {
    /// Packs under this size have at most ten pieces.
    private static final int SMALL_BYTES = 256 * 1024;

    /// The most operators with whom the ladder gives at most ten pieces.
    private static final int SMALL_OPERATORS = 16;

    /// Below so many pieces a share per country protects nothing: one more operator does.
    private static final int FEWEST = 3;

    private final Fence fence;
    private final RandomGenerator random;

    public Placer(Fence fence, RandomGenerator random) {
        this.fence = fence;
        this.random = random;
    }

    /// The nodes that the fence allows and that have an address.
    public List<RosterNode> eligible(List<RosterNode> nodes) {
        return nodes.stream()
                .filter(node -> node.contact().isPresent())
                .filter(node -> fence.admits(node.attributes()))
                .toList();
    }

    /// A placement for one pack: on the highest rung of the ladder on which no country has more
    /// than its share. Where all is in one country, as a fence may demand, it has as little more as
    /// can be.
    ///
    /// @param reachable eligible nodes that answer now
    /// @param packBytes a small pack gets few pieces
    /// @return empty if there is none
    public Optional<Placement> place(List<RosterNode> reachable, int packBytes) {
        List<List<RosterNode>> operators = operators(reachable);
        if (operators.isEmpty()) {
            return Optional.empty();
        }
        int most =
                packBytes < SMALL_BYTES
                        ? Math.min(operators.size(), SMALL_OPERATORS)
                        : operators.size();
        return Code.upTo(most).stream()
                .filter(code -> code.wanted() >= FEWEST)
                .flatMap(code -> place(operators, code, code.perCountry()).stream())
                .findFirst()
                .or(() -> placeUnevenly(operators, Code.forOperators(most)));
    }

    /// Nodes that may have one more piece of a pack, best first: of operators that have none of the
    /// others, and where few of the others lie in their country. The order is otherwise by chance,
    /// but for one pack always the same: who is asked twice for one piece finds that it is there.
    ///
    /// @param nodes those to choose from; only eligible ones are chosen
    /// @param others the holders of the pack's other pieces
    public List<RosterNode> another(
            List<RosterNode> nodes, List<RosterNode> others, PackRoot pack) {
        Set<Optional<String>> taken = new HashSet<>();
        Map<Optional<Country>, Integer> there = new HashMap<>();
        for (RosterNode other : others) {
            taken.add(other.contact().map(RosterNode.Contact::operator));
            there.merge(Placement.country(other), 1, Integer::sum);
        }
        return eligible(nodes).stream()
                .filter(node -> !others.contains(node))
                .filter(node -> !taken.contains(node.contact().map(RosterNode.Contact::operator)))
                .sorted(
                        Comparator.comparingInt((RosterNode node) ->
                                        there.getOrDefault(Placement.country(node), 0))
                                .thenComparing(node -> chance(pack, node)))
                .toList();
    }

    private static String chance(PackRoot pack, RosterNode node) {
        return Hash.sha256(pack.hash().bytes(), node.id().hash().bytes()).toString();
    }

    private static Optional<Placement> placeUnevenly(List<List<RosterNode>> operators, Code code) {
        return IntStream.rangeClosed(code.perCountry(), code.wanted())
                .mapToObj(share -> place(operators, code, share))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Placement> place(
            List<List<RosterNode>> operators, Code code, int mostPerCountry) {
        return Draw.of(operators, code.wanted(), mostPerCountry)
                .map(holders ->
                        new Placement(code, mostPerCountry, holders, spare(operators, holders)));
    }

    /// A node of each operator that has no piece.
    private static List<RosterNode> spare(
            List<List<RosterNode>> operators, List<RosterNode> holders) {
        return operators.stream()
                .filter(nodes -> Collections.disjoint(nodes, holders))
                .map(List::getFirst)
                .toList();
    }

    /// The eligible nodes by operator, both in random order.
    private List<List<RosterNode>> operators(List<RosterNode> reachable) {
        Map<String, List<RosterNode>> byOperator = new LinkedHashMap<>();
        for (RosterNode node : eligible(reachable)) {
            String operator = node.contact().map(RosterNode.Contact::operator).orElse("");
            byOperator.computeIfAbsent(operator, _ -> new ArrayList<>()).add(node);
        }
        List<List<RosterNode>> operators = new ArrayList<>(byOperator.values());
        Random order = Random.from(random);
        operators.forEach(nodes -> Collections.shuffle(nodes, order));
        Collections.shuffle(operators, order);
        return operators;
    }
}
