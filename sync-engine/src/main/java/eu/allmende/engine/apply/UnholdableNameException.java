package eu.allmende.engine.apply;

import java.io.IOException;

/// This system cannot hold a name.
final class UnholdableNameException extends IOException {
    private static final String TEXT = "this system cannot hold the name";

    UnholdableNameException() {
        super(TEXT);
    }

    UnholdableNameException(Throwable cause) {
        super(TEXT, cause);
    }
}
