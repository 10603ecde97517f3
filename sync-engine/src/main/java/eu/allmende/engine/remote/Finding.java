package eu.allmende.engine.remote;

/// Something that a check found.
///
/// @param severity how bad it is
/// @param path of the file inside its folder, or empty if it concerns none in particular
/// @param text one sentence for a person
public record Finding(Severity severity, String path, String text) {
    /// How bad a finding is.
    public enum Severity {
        /// Worth knowing; nothing is wrong.
        NOTE,
        /// Not as it should be, but all content can be had.
        WARNING,
        /// Content is missing or wrong.
        ERROR
    }
}
