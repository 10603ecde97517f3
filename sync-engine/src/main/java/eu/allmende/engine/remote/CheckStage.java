package eu.allmende.engine.remote;

/// What a check is at.
public enum CheckStage {
    /// Reading the files on this disk; counted in bytes.
    FILES,
    /// Asking holders for proof; counted in packs.
    PIECES,
    /// Making lost pieces anew; counted in packs that lack some.
    MENDING
}
