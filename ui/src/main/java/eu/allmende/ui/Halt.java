package eu.allmende.ui;

/// Why the window cannot show how things stand now.
///
/// @param sentence more about it, for a person; may be empty
record Halt(Reason reason, String sentence) {
    /// Each with a headline and a hint in [Words].
    enum Reason {
        /// The desk is being opened.
        OPENING,
        /// Another program works with the same folders.
        BUSY,
        /// The commons did not answer when the desk was opened.
        UNREACHABLE,
        /// The desk could not be opened.
        FAILED,
        /// The desk was asked, and failed or gave no answer.
        SILENT,
        /// The desk says that no folder is synced any more.
        STOPPED
    }

    static Halt of(Reason reason) {
        return new Halt(reason, "");
    }

    /// Whether the window tries again by itself, and at once if a person says so.
    boolean isTriedAgain() {
        return switch (reason) {
            case BUSY, UNREACHABLE, FAILED -> true;
            case OPENING, SILENT, STOPPED -> false;
        };
    }

    Tone tone() {
        return switch (reason) {
            case OPENING -> Tone.BUSY;
            case BUSY, UNREACHABLE, SILENT -> Tone.WARNING;
            case FAILED, STOPPED -> Tone.BAD;
        };
    }
}
