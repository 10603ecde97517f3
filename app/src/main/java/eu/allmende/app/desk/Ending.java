package eu.allmende.app.desk;

/// How a command ends; scripts rely on the numbers.
public enum Ending {
    /// What was asked is done.
    DONE(0),
    /// It could not be done.
    FAILED(1),
    /// The words on the command line make no sense here.
    WRONG_USAGE(2),
    /// A person must decide: a conflict, a guard.
    NEEDS_ATTENTION(3),
    /// What should answer is not running, or cannot be reached.
    NOT_RUNNING(4);

    private final int exitCode;

    Ending(int exitCode) {
        this.exitCode = exitCode;
    }

    /// The exit code of the process.
    public int exitCode() {
        return exitCode;
    }
}
