package eu.allmende.protocol.follow;

import java.io.IOException;

/// A validator's answer that does not verify. Asking another validator may help.
final class LieException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Suspicion.What what;

    LieException(Suspicion.What what, String message) {
        super(message);
        this.what = what;
    }

    Suspicion.What what() {
        return what;
    }
}
