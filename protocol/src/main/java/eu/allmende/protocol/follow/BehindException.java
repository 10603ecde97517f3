package eu.allmende.protocol.follow;

import java.io.IOException;

/// A validator's head does not reach far enough. It may be late, or lie; a moment later it is
/// known.
final class BehindException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long shownSize;

    /// @param shownSize entries under the head that the validator showed
    BehindException(long shownSize, String message) {
        super(message);
        this.shownSize = shownSize;
    }

    long shownSize() {
        return shownSize;
    }
}
