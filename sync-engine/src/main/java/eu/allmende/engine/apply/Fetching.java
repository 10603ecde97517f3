package eu.allmende.engine.apply;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.Wanted;
import java.io.IOException;
import java.util.List;

/// Brings the content of files; the remote folder does it.
@FunctionalInterface
public interface Fetching {
    /// Returns when each file has arrived or failed.
    ///
    /// @throws IOException if nothing more can be fetched now
    void fetch(List<Wanted> wanted, Arrival arrival) throws IOException;
}
