package eu.allmende.engine.watch;

/// Who wants to know. Called by the watcher's thread; must be quick.
public interface Hints {
    /// All directories are watched from now on. What changed before this was perhaps not told.
    void watching();

    /// Something changed, or may have.
    void changed();

    /// The folder is not watched at the moment; it must be looked at from time to time, until
    /// [#watching].
    ///
    /// @param sentence why, and what a person can do about it
    void lost(String sentence);
}
