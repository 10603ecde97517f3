package eu.allmende.engine.state;

import java.io.IOException;

/// A database does not hold what was put in it. It is made anew when it is opened again.
public final class DamagedStateException extends IOException {
    DamagedStateException(Throwable cause) {
        super("a row of the database cannot be read", cause);
    }

    DamagedStateException(String message) {
        super(message);
    }
}
