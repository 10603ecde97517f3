package eu.allmende.engine.remote;

/// Something that a check found.
///
/// @param severity how bad it is
/// @param about what does not agree
/// @param path of the file inside its folder, or empty if it concerns none in particular
/// @param text one sentence for a person
public record Finding(Severity severity, About about, String path, String text) {
    /// One about pieces.
    public Finding(Severity severity, String path, String text) {
        this(severity, About.PIECES, path, text);
    }

    /// Which two things do not agree.
    public enum About {
        /// The files on this disk, and what this device remembers of them.
        DISK,
        /// What this device remembers, and what the ledger says.
        LEDGER,
        /// What the ledger says, and the pieces on the nodes.
        PIECES
    }

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
