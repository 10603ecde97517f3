package eu.allmende.engine.apply;

import java.io.IOException;

/// This system cannot hold a name.
final class UnholdableNameException extends IOException {
    UnholdableNameException(Throwable cause) {
        super("this system cannot hold the name", cause);
    }
}
