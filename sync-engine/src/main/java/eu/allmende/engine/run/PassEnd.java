package eu.allmende.engine.run;

/// How a pass ended.
sealed interface PassEnd {
    /// Disk, agreed state and commons were seen to be equal; nothing was to be done.
    record Quiet() implements PassEnd {}

    /// Something was done, or came in between: go through once more.
    record Again() implements PassEnd {}

    /// A file is being written: go through again in a moment.
    record Moving() implements PassEnd {}

    /// It cannot go on now.
    ///
    /// @param reason one sentence
    record Waiting(Cause cause, String reason) implements PassEnd {}

    /// A person must decide or mend something.
    ///
    /// @param reason one sentence
    record Attention(String reason) implements PassEnd {}

    /// What is waited for.
    enum Cause {
        /// The commons: validators or nodes.
        COMMONS,
        /// This computer's disk.
        DISK,
        /// Some paths; all others are in sync.
        PATHS
    }
}
