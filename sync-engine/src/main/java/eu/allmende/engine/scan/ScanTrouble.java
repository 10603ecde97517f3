package eu.allmende.engine.scan;

/// A path that is not synced now, and why.
///
/// @param path inside the folder, with `/`; empty text for the root
/// @param reason one sentence
/// @param weight whether it keeps the folder from being up to date
public record ScanTrouble(String path, String reason, Weight weight) {
    /// Whether something is wrong.
    public enum Weight {
        /// No: it is of a kind that is not synced.
        NOTE,
        /// No: it is being written at this moment, and waits until it is not.
        MOMENT,
        /// Yes: it should be synced, but cannot be read now.
        ERROR
    }

    /// It should be synced, but cannot be read now.
    public static ScanTrouble error(String path, String reason) {
        return new ScanTrouble(path, reason, Weight.ERROR);
    }

    /// It is being written at this moment.
    public static ScanTrouble moving(String path) {
        return new ScanTrouble(path, "It is being written at this moment.", Weight.MOMENT);
    }

    /// It is of a kind that is not synced.
    public static ScanTrouble note(String path, String reason) {
        return new ScanTrouble(path, reason, Weight.NOTE);
    }

    /// The same, seen from further above.
    ///
    /// @param prefix what comes before its path
    public ScanTrouble below(String prefix) {
        return new ScanTrouble(prefix + path, reason, weight);
    }
}
