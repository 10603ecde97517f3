package eu.allmende.protocol.piece;

import java.util.List;
import java.util.Optional;

/// The four numbers of a code: k/r/c/n.
///
/// @param needed k: pieces that give the pack back
/// @param repairAt r: with this many left or fewer, the pack is repaired
/// @param commitAt c: with this many kept, a commit may name the pack
/// @param wanted n: pieces in all
public record Code(int needed, int repairAt, int commitAt, int wanted) {
    /// The ladder, best first: from how many distinct operators on a code is used.
    private static final List<Rung> LADDER =
            List.of(
                    new Rung(44, new Code(16, 26, 33, 40)),
                    new Rung(26, new Code(10, 16, 20, 24)),
                    new Rung(17, new Code(6, 10, 13, 15)),
                    new Rung(12, new Code(4, 7, 8, 10)),
                    new Rung(7, new Code(3, 5, 6, 7)),
                    new Rung(5, new Code(2, 3, 4, 5)),
                    new Rung(4, new Code(2, 2, 3, 4)),
                    new Rung(3, new Code(1, 1, 2, 3)),
                    new Rung(2, new Code(1, 1, 1, 2)),
                    new Rung(1, new Code(1, 1, 1, 1)));

    private record Rung(int operators, Code code) {}

    public Code {
        boolean ordered = 1 <= needed && needed <= repairAt && repairAt <= wanted;
        if (!ordered || commitAt < needed || commitAt > wanted || wanted > PackShape.MAX_PIECES) {
            throw new IllegalArgumentException(
                    "no code " + needed + "/" + repairAt + "/" + commitAt + "/" + wanted);
        }
    }

    /// The code for packs when so many distinct operators can be had.
    ///
    /// @param operators at least 1
    public static Code forOperators(int operators) {
        List<Code> codes = upTo(operators);
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("no code for " + operators + " operators");
        }
        return codes.getFirst();
    }

    /// The code of packs with this shape; empty if it is no rung of the ladder.
    public static Optional<Code> of(PackShape shape) {
        return LADDER.stream()
                .map(Rung::code)
                .filter(code -> code.needed == shape.needed() && code.wanted == shape.wanted())
                .findFirst();
    }

    /// The codes that so many distinct operators allow, best first.
    public static List<Code> upTo(int operators) {
        return LADDER.stream().filter(rung -> operators >= rung.operators).map(Rung::code).toList();
    }

    /// The most pieces that may share a fate (an operator, a network, a city): one domain alone
    /// must not lose a pack that is due for repair, and at n ≥ 15 never more than 3.
    public int perDomain() {
        int cap = repairAt + 1 - needed;
        return wanted >= 15 ? Math.min(3, cap) : cap;
    }

    /// The most pieces that may lie in one country: all the others give the pack back. At least 1.
    public int perCountry() {
        return Math.max(1, wanted - needed);
    }

    @Override
    public String toString() {
        return needed + "/" + repairAt + "/" + commitAt + "/" + wanted;
    }
}
