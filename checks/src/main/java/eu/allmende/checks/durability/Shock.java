package eu.allmende.checks.durability;

/// A share of all nodes is lost at one moment, whichever they are.
///
/// @param share of the nodes, between 0 and 1
/// @param nodes of the commons
record Shock(double share, int nodes) {
    Shock {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "a shock takes a share between 0 and 1 of the nodes");
        }
    }

    /// The chance that it takes a pack that waits for no repair. With j pieces it is as long as 1/j
    /// says, for j from r + 1 to n.
    double loss(Scheme scheme) {
        int gone = (int) Math.round(share * nodes);
        double weights = 0;
        double losses = 0;
        for (int j = scheme.repairAt() + 1; j <= scheme.wanted(); j++) {
            weights += 1.0 / j;
            for (int hit = j - scheme.needed() + 1; hit <= j; hit++) {
                losses += Binomials.probability(nodes, gone, j, hit) / j;
            }
        }
        return losses / weights;
    }
}
