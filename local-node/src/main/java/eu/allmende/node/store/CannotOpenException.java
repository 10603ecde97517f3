package eu.allmende.node.store;

import java.io.IOException;

/// A store that must not be opened now; nothing in it was touched.
public final class CannotOpenException extends IOException {
    private final String sentence;

    CannotOpenException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /// Why, for a person.
    public String sentence() {
        return sentence;
    }
}
