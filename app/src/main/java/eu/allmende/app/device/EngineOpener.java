package eu.allmende.app.device;

import eu.allmende.engine.Engine;
import eu.allmende.engine.remote.RemoteCommons;
import java.io.IOException;
import java.nio.file.Path;

/// Makes the engine that works with a home.
@FunctionalInterface
public interface EngineOpener {
    /// Opens the engine.
    ///
    /// @param home where it keeps its state; no other engine may work with it
    /// @param commons stays the caller's to close
    Engine open(Path home, RemoteCommons commons) throws IOException;
}
