package eu.allmende.checks.durability;

/// What becomes of a pack in the long run.
///
/// @param lossPerYear of a pack
/// @param repairsPerYear that begin in a year in which a pack waits for none
/// @param movedPerLost bytes that repair reads and writes per byte that nodes lost
record Losses(double lossPerYear, double repairsPerYear, double movedPerLost) {
    /// How many nines the share of packs has that outlive a year.
    double nines() {
        return nines(lossPerYear);
    }

    static double nines(double loss) {
        return -Math.log10(loss);
    }
}
