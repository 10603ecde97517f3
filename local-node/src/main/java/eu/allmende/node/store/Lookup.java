package eu.allmende.node.store;

/// What came of asking a store for a piece.
public sealed interface Lookup {
    /// The piece, whole and checked.
    record Found(StoredPiece piece) implements Lookup {}

    /// The store never had the piece.
    record Absent() implements Lookup {}

    /// The piece's record no longer opens: the disk lost or changed bytes. Repair it.
    record Damaged() implements Lookup {}
}
