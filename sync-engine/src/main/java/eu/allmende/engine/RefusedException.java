package eu.allmende.engine;

import java.io.IOException;

/// The engine will not do what was asked; the message is one sentence for a person. Nothing
/// changed.
public final class RefusedException extends IOException {
    public RefusedException(String sentence) {
        super(sentence);
    }

    public RefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
