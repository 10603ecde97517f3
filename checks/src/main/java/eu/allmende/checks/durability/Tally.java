package eu.allmende.checks.durability;

/// What was counted in a run.
final class Tally {
    double packYears;
    double longestWaitDays;
    long losses;
    long shockLosses;
    long repairs;
    long piecesLost;
    long piecesMoved;
    long reads;
    long failedReads;

    /// Losses of a pack in a year; those of a shock apart.
    double lossPerYear() {
        return (losses - shockLosses) / packYears;
    }

    double repairsPerYear() {
        return repairs / packYears;
    }

    /// Bytes that repair moved per byte that nodes lost.
    double movedPerLost() {
        return piecesLost == 0 ? 0 : (double) piecesMoved / piecesLost;
    }

    /// The share of reads that found k pieces online.
    double readable() {
        return reads == 0 ? 1 : 1 - (double) failedReads / reads;
    }
}
