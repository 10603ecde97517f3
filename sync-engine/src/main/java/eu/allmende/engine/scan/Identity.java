package eu.allmende.engine.scan;

/// The same file under whatever name: device, file number and birth time, so that a number that was
/// given to a new file is not taken for the old one.
///
/// @param inode 0 where the system has no such number
/// @param birthNanos since 1970
public record Identity(long device, long inode, long birthNanos) {
    /// Where the system gives none.
    public static final Identity UNKNOWN = new Identity(0, 0, 0);

    /// Whether two paths with this identity are the same file.
    public boolean isKnown() {
        return inode != 0;
    }

    /// Whether both are known and the same.
    public boolean isSame(Identity other) {
        return isKnown() && equals(other);
    }
}
