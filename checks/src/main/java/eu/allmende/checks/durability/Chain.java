package eu.allmende.checks.durability;

/// One pack as a Markov chain over its live pieces, exactly: each piece is lost at the same rate;
/// from r pieces on, a repair that takes an exponential time gives all n back.
///
/// With λ the loss rate, μ_j the repair rate (0 above r) and the loss of the pack at k − 1, the
/// mean time to loss E solves the first-step equations
///
///     (jλ + μ_j) E_j = 1 + jλ E_{j−1} + μ_j E_n
///
/// They are linear in E_n: E_j = a_j + (1 − c_j) E_n, and so with the pieces that are moved and lost
/// until then. The c_j are products of positive factors, so that nothing cancels out however rare a
/// loss is.
final class Chain {
    private Chain() {}

    static Losses of(Scheme scheme, Hazard hazard) {
        double loss = hazard.lossRate();
        double days = 0;
        double moved = 0;
        double lost = 0;
        double gone = 1;
        for (int j = scheme.needed(); j <= scheme.wanted(); j++) {
            double down = j * loss;
            double up = j <= scheme.repairAt() ? 1 / hazard.repairDays() : 0;
            double out = down + up;
            days = (1 + down * days) / out;
            moved = (up * moved(scheme, j) + down * moved) / out;
            lost = down * (1 + lost) / out;
            gone *= down / out;
        }
        double years = days / Hazard.DAYS_A_YEAR;
        return new Losses(
                gone / years, Hazard.DAYS_A_YEAR / healthyDays(scheme, hazard), moved / lost);
    }

    /// The mean time from a whole pack to one that must be repaired.
    static double healthyDays(Scheme scheme, Hazard hazard) {
        double days = 0;
        for (int j = scheme.repairAt() + 1; j <= scheme.wanted(); j++) {
            days += 1 / (j * hazard.lossRate());
        }
        return days;
    }

    /// Pieces that a repair of a pack with so many left reads and writes.
    static int moved(Scheme scheme, int left) {
        return scheme.needed() + scheme.wanted() - left;
    }

    /// The longest mean repair time with at least so many nines.
    ///
    /// @return 0 if there is none
    static double longestRepairDays(Scheme scheme, double afr, double nines) {
        double shortest = 1e-6;
        double longest = 10 * Hazard.DAYS_A_YEAR;
        if (of(scheme, new Hazard(afr, shortest)).nines() < nines) {
            return 0;
        }
        for (int i = 0; i < 100; i++) {
            double middle = Math.sqrt(shortest * longest);
            if (of(scheme, new Hazard(afr, middle)).nines() >= nines) {
                shortest = middle;
            } else {
                longest = middle;
            }
        }
        return shortest;
    }
}
