package eu.allmende.app.desk;

/// The program that works with a home did not answer: it is starting or ending at this moment, so
/// the question is worth another try.
public final class UnansweredException extends CommandException {
    /// @param sentence one, for the person who typed the command
    public UnansweredException(String sentence) {
        super(Ending.NOT_RUNNING, sentence);
    }

    /// @param sentence one, for the person who typed the command
    /// @param cause for the log
    public UnansweredException(String sentence, Throwable cause) {
        super(Ending.NOT_RUNNING, sentence, cause);
    }
}
