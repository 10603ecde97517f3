package eu.allmende.app.desk;

import java.io.IOException;

/// Where questions about one home are put. Safe for many threads at once; every question blocks
/// until it is answered.
public interface Desk extends AutoCloseable {
    /// Does what is asked and tells what came of it.
    ///
    /// @throws CommandException if it cannot be done, with the reason
    /// @throws IOException if the machine or the network failed; asking again is safe
    Answer ask(Question question) throws IOException;

    @Override
    void close() throws IOException;
}
