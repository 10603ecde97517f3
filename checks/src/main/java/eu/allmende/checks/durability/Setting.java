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

    Setting {
        if (nodes < 2 * scheme.wanted()) {
            throw new IllegalArgumentException(
                    "a commons for " + scheme + " has at least " + 2 * scheme.wanted() + " nodes");
        }
        if (packs < 1 || (long) packs * scheme.wanted() > MOST_PIECES) {
            throw new IllegalArgumentException(
                    "there are 1 to " + MOST_PIECES / scheme.wanted() + " packs of " + scheme);
        }
        if (!(days > 0) || !(available > 0 && available <= 1) || !(absentHours > 0)) {
            throw new IllegalArgumentException(
                    "years and hours are more than 0, and nodes are online for a share over 0 of"
                            + " the time");
        }
        if (!(shock >= 0 && shock < 1) || !(piecesPerDay >= 0)) {
            throw new IllegalArgumentException("a shock takes a share from 0 to 1 of the nodes");
        }
    }
}
