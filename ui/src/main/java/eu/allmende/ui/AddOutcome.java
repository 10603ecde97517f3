package eu.allmende.ui;

/// What came of adding a folder.
public sealed interface AddOutcome {
    /// It syncs now.
    record Added() implements AddOutcome {}

    /// It does not, and will not while the wish stays as it is.
    ///
    /// @param sentence why, for a person
    record Refused(String sentence) implements AddOutcome {}

    /// It does not, because the commons could not be reached; later it may.
    record Unreachable() implements AddOutcome {}
}
