package eu.allmende.node.serve;

import java.io.IOException;

/// Something of this computer is in the way of starting; the message is one sentence for a person.
public final class CannotStartException extends IOException {
    public CannotStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public CannotStartException(String sentence) {
        super(sentence);
    }
}
