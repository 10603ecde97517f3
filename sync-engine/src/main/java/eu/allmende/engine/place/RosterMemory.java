package eu.allmende.engine.place;

import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.util.Optional;

/// Where a roster outlives the program, so that pieces are found while no validator answers.
public interface RosterMemory {
    /// What was kept last; empty if nothing was.
    ///
    /// @throws IOException if it cannot be read
    Optional<Bytes> last() throws IOException;

    /// Keeps this in place of what was kept before.
    ///
    /// @throws IOException if it cannot be kept
    void keep(Bytes roster) throws IOException;

    /// A memory that forgets everything at once.
    RosterMemory NONE =
            new RosterMemory() {
                @Override
                public Optional<Bytes> last() {
                    return Optional.empty();
                }

                @Override
                public void keep(Bytes roster) {}
            };
}
