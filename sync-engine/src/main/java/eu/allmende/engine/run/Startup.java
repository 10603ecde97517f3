package eu.allmende.engine.run;

import eu.allmende.engine.apply.Recovery;
import eu.allmende.engine.apply.Recovery.Leftovers;
import eu.allmende.engine.folder.FolderRoot.Presence;
import eu.allmende.engine.state.FolderDatabase;
import java.io.IOException;

/// What is done once before a folder's first pass: the end of what a crash cut off.
final class Startup {
    private Startup() {}

    /// Settles open journal rows and clears the stage. Does nothing while the folder's directory is
    /// not there; it must then be called again before a pass.
    ///
    /// @return whether the folder is ready for passes
    /// @throws IOException if the disk cannot be worked on
    static boolean recover(FolderParts parts, FolderDatabase.Opened opened) throws IOException {
        if (parts.disk().root().look(parts.id()) != Presence.HERE) {
            return false;
        }
        parts.disk().root().makeHouse();
        Recovery recovery = new Recovery(parts.disk(), parts.trees(), parts.naming());
        if (!parts.store().openRows().isEmpty()) {
            recovery.recover(parts.store().openRows());
            parts.trees().settle();
            parts.store().finish();
        }
        recovery.clearStage(opened.isNew() ? Leftovers.UNKNOWN : Leftovers.KNOWN);
        return true;
    }
}
