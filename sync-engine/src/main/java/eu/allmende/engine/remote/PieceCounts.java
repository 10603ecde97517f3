package eu.allmende.engine.remote;

/// How many pieces holders proved to keep, and how many they did not.
///
/// @param proven leaf and path were right
/// @param missing the holder says that it does not have the piece
/// @param damaged what the holder has, or gave, is not the piece
/// @param unreachable the holder did not answer
public record PieceCounts(long proven, long missing, long damaged, long unreachable) {
    /// Nobody was asked.
    public static final PieceCounts NONE = new PieceCounts(0, 0, 0, 0);

    /// Both together.
    public PieceCounts plus(PieceCounts other) {
        return new PieceCounts(
                proven + other.proven,
                missing + other.missing,
                damaged + other.damaged,
                unreachable + other.unreachable);
    }

    /// Those that are lost though their holders answer.
    public long lost() {
        return missing + damaged;
    }
}
