package eu.allmende.node.serve;

import java.io.IOException;

/// Answers calls; from many (virtual) threads at once.
@FunctionalInterface
public interface Endpoint {
    /// Answers one call.
    ///
    /// @throws IOException if the machine failed; the caller then sees status 500 and no more
    Reply answer(Call call) throws IOException;
}
