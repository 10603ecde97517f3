package eu.allmende.ui;

/// What came of adding a folder.
public sealed interface AddOutcome {
    /// It syncs now.
    record Added() implements AddOutcome {}

    /// It does not.
    ///
    /// @param sentence why, for a person
    record Refused(String sentence) implements AddOutcome {}
}
