package eu.allmende.checks.durability;

/// Chances to draw, in logarithms, so that rare ones stay exact.
final class Binomials {
    private Binomials() {}

    /// That so many of some fall to a chance each.
    static double probability(int of, int hit, double chance) {
        return Math.exp(
                logChoose(of, hit) + hit * Math.log(chance) + (of - hit) * Math.log1p(-chance));
    }

    /// That so many of those drawn without putting back are marked.
    ///
    /// @param of all there are
    /// @param marked of them
    static double probability(int of, int marked, int drawn, int hit) {
        if (hit > marked || drawn - hit > of - marked) {
            return 0;
        }
        return Math.exp(
                logChoose(marked, hit)
                        + logChoose(of - marked, drawn - hit)
                        - logChoose(of, drawn));
    }

    private static double logChoose(int of, int some) {
        double sum = 0;
        for (int i = 1; i <= some; i++) {
            sum += Math.log((double) (of - some + i) / i);
        }
        return sum;
    }
}
