package eu.allmende.app.desk;

import java.io.IOException;

/// A command cannot be carried out, for a reason that a person understands.
public sealed class CommandException extends IOException permits UnansweredException {
    private final Ending ending;

    /// @param sentence one, for the person who typed the command
    public CommandException(Ending ending, String sentence) {
        super(sentence);
        this.ending = ending;
    }

    /// @param sentence one, for the person who typed the command
    /// @param cause for the log
    public CommandException(Ending ending, String sentence, Throwable cause) {
        super(sentence, cause);
        this.ending = ending;
    }

    /// The sentence for the person.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// How the command ends.
    public Ending ending() {
        return ending;
    }
}
