package eu.allmende.node.validator.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Too few validators answered in time. What was handed in may still be ordered later: handing in
/// the same bytes again is safe, and tells.
public final class NoQuorumException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    /// @param sentence for the caller
    public NoQuorumException(String sentence) {
        this(sentence, null);
    }

    /// @param sentence for the caller
    /// @param cause what was met last
    public NoQuorumException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /// What to tell the caller.
    public String sentence() {
        return sentence;
    }
}
