package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Content;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// Says where a folder's content lies and whether it is still whole.
public interface Inspection {
    /// The packs that hold this content, with the holders of their pieces.
    ///
    /// @throws IOException if what is needed for the answer could not be read
    Whereabouts where(Content.File content) throws IOException;

    /// Asks the holders for proof of the packs behind this content. Costs a challenge per piece.
    ///
    /// @return what is not as it should be; empty if all is well
    List<Finding> check(Collection<Content.File> contents) throws IOException;
}
