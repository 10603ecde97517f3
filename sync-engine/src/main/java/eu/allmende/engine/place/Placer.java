package eu.allmende.engine.place;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.piece.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Chooses a code and holders: inside the fence, one node per operator, at random.
public final class Placer {
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

    /// A placement for one pack.
    ///
    /// @param reachable eligible nodes that answer now
    /// @return empty if there is none
    public Optional<Placement> place(List<RosterNode> reachable) {
        Map<String, List<RosterNode>> byOperator = new LinkedHashMap<>();
        for (RosterNode node : eligible(reachable)) {
            String operator = node.contact().map(RosterNode.Contact::operator).orElse("");
            byOperator.computeIfAbsent(operator, _ -> new ArrayList<>()).add(node);
        }
        if (byOperator.isEmpty()) {
            return Optional.empty();
        }
        List<RosterNode> chosen = new ArrayList<>();
        byOperator.values().forEach(nodes -> chosen.add(nodes.get(random.nextInt(nodes.size()))));
        Collections.shuffle(chosen, java.util.Random.from(random));
        Code code = Code.forOperators(chosen.size());
        return Optional.of(
                new Placement(
                        code,
                        chosen.subList(0, code.wanted()),
                        chosen.subList(code.wanted(), chosen.size())));
    }
}
