package eu.allmende.checks.durability;

/// One pack whose repairs take the same time each, exactly: it is lost if more than r − k of the r
/// pieces that are left when a repair begins are lost within that time. What is lost meanwhile
/// comes back with the rest.
final class FixedRepair {
    private FixedRepair() {}

    static Losses of(Scheme scheme, Hazard hazard) {
        double loss = hazard.lossRate();
        int left = scheme.repairAt();
        double dies = -Math.expm1(-loss * hazard.repairDays());
        double gone = 0;
        for (int dead = left; dead > left - scheme.needed(); dead--) {
            gone += Binomials.probability(left, dead, dies);
        }
        double healthy = Chain.healthyDays(scheme, hazard);
        double years = (healthy + hazard.repairDays()) / Hazard.DAYS_A_YEAR;
        double lost = scheme.wanted() - left + left * dies;
        return new Losses(
                gone / years, Hazard.DAYS_A_YEAR / healthy, (scheme.needed() + lost) / lost);
    }
}
