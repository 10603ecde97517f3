package eu.allmende.engine.sim;

/// The process is gone.
public final class Crash extends Error {
    private static final long serialVersionUID = 1;

    /// @param where what it was doing
    public Crash(String where) {
        super("died at " + where, null, false, false);
    }
}
