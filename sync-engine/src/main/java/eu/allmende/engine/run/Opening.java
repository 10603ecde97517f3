package eu.allmende.engine.run;

import eu.allmende.engine.state.FolderDatabase;
import java.io.IOException;

/// Opens a folder: its database, its side of the commons. Tried again until it works.
@FunctionalInterface
interface Opening {
    /// Opens it; nothing is done with its directory yet.
    ///
    /// @throws CommonsException if the commons cannot be asked now
    /// @throws IOException if the database cannot be opened now
    Opened open() throws IOException;

    /// A folder that is open. Before its first pass comes [Startup#recover].
    record Opened(FolderParts parts, FolderDatabase.Opened database) {}
}
