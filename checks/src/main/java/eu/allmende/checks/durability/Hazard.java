package eu.allmende.checks.durability;

/// What a pack is exposed to.
///
/// @param afr the share of nodes that are lost for good in a year, each for itself
/// @param repairDays the mean time of a repair
record Hazard(double afr, double repairDays) {
    static final double DAYS_A_YEAR = 365;
    private static final double MOST_DAYS = 100 * DAYS_A_YEAR;

    Hazard {
        if (!(afr > 0 && afr < 1)) {
            throw new IllegalArgumentException("an AFR lies between 0 and 1");
        }
        if (!(repairDays > 0 && repairDays <= MOST_DAYS)) {
            throw new IllegalArgumentException("a repair takes more than 0 and at most 36500 days");
        }
    }

    /// Losses of one node per day.
    double lossRate() {
        return -Math.log1p(-afr) / DAYS_A_YEAR;
    }
}
