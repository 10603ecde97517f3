package eu.allmende.engine.watch;

/// Who wants to know. Called by the watcher's thread; must be quick.
public interface Hints {
    /// All directories are watched from now on. What changed before this was perhaps not told.
    void watching();

    /// Something that lies right in a directory changed, or may have.
    ///
    /// @param directory its path inside the folder, with `/`; empty text for the folder itself. It
    ///   may lie elsewhere by now
    void changedIn(String directory);

    /// Something in a directory, however deep, changed, or may have: the directory is new there, or
    /// the system did not tell more.
    ///
    /// @param directory as above
    void changedWithin(String directory);

    /// The folder is not watched at the moment; it must be looked at from time to time, until
    /// [#watching].
    ///
    /// @param sentence why, and what a person can do about it
    void lost(String sentence);
}
