package eu.allmende.app.desk;

/// How many pieces holders proved to keep, and how many not.
///
/// @param unreachable on nodes that did not answer
public record PieceNumbers(long proven, long missing, long damaged, long unreachable) {}
