package eu.allmende.engine.transfer;

/// What came of asking a holder for proof of a piece.
public enum Proof {
    /// It gave a leaf and its path to the piece's root.
    PROVEN,
    /// It says that it does not have the piece.
    MISSING,
    /// What it has, or gave, is not the piece.
    DAMAGED,
    /// It did not answer, or not in a way that says anything of the piece.
    UNREACHABLE
}
