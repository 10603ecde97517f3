package eu.allmende.checks.durability;

/// A commons to play.
///
/// @param fixedTime whether each repair takes the same time
/// @param available the share of time in which a node is online
/// @param absentHours the mean of an absence
/// @param shock the share of nodes that is lost at once, in the middle; 0 for none
/// @param piecesPerDay that repair may move in the whole commons; 0 for as many as it likes. Then
///   the repair time is what passes before the repair is queued
record Setting(
        Scheme scheme,
        Hazard hazard,
        boolean fixedTime,
        int nodes,
        int packs,
        double days,
        double available,
        double absentHours,
        double shock,
        double piecesPerDay,
        long seed) {
    private static final int MOST_PIECES = 50_000_000;
    private static final int MOST_NODES = 1_000_000;
    private static final double MOST_DAYS = 1000 * Hazard.DAYS_A_YEAR;

    /// What-ifs and plots go up to ten times as far.
    private static final double MOST_REPAIR_DAYS = 3650;

    Setting {
        if (nodes < 2 * scheme.wanted() || nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    "a commons for %s has %d to %d nodes"
                            .formatted(scheme, 2 * scheme.wanted(), MOST_NODES));
        }
        if (hazard.repairDays() > MOST_REPAIR_DAYS) {
            throw new IllegalArgumentException("a repair takes at most 3650 days");
        }
        if (packs < 1 || (long) packs * scheme.wanted() > MOST_PIECES) {
            throw new IllegalArgumentException(
                    "there are 1 to " + MOST_PIECES / scheme.wanted() + " packs of " + scheme);
        }
        if (!(days > 0 && days <= MOST_DAYS)
                || !(available > 0 && available <= 1)
                || !(absentHours > 0)) {
            throw new IllegalArgumentException(
                    "years are more than 0 and at most 1000, hours more than 0, and nodes are online"
                            + " for a share over 0 of the time");
        }
        if (!(shock >= 0 && shock < 1) || !(piecesPerDay >= 0)) {
            throw new IllegalArgumentException("a shock takes a share from 0 to 1 of the nodes");
        }
    }
}
