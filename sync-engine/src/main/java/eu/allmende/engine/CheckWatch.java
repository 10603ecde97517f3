package eu.allmende.engine;

import eu.allmende.engine.remote.CheckStage;

/// Hears how far a check has come, and may end it. Called from one thread; must be quick.
@FunctionalInterface
public interface CheckWatch {
    /// Nobody listens, and it goes on to its end.
    CheckWatch NONE = (_, _, _) -> true;

    /// So much of a stage is done.
    ///
    /// @param done in the stage's unit; at most `all`
    /// @return whether to go on; if not, what was mended so far stays mended
    boolean goesOn(CheckStage stage, long done, long all);
}
