package eu.allmende.engine.state;

import java.io.IOException;

/// What a folder's database holds cannot be.
final class DamagedStateException extends IOException {
    DamagedStateException(Throwable cause) {
        super("a row of the database cannot be read", cause);
    }
}
