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

    /// Gathers the packs behind this content and opens each chunk of it, without keeping anything.
    /// Costs as much as fetching it.
    ///
    /// @return what is not as it should be; empty if all is well
    List<Finding> open(Collection<Content.File> contents) throws IOException;

    /// Asks the holders of all packs that the folder needs for proof. Costs a challenge per piece.
    ///
    /// @param files what must be there: a file that cannot be had is named
    PieceCheck prove(Collection<Sought> files, Progress progress) throws IOException;

    /// Does the same, and makes lost pieces anew out of others. Deletes nothing. Trying again goes
    /// on where it broke off.
    ///
    /// @param files what must be there: a file that cannot be had is named, and left alone
    /// @throws IOException if the ledger or the disk failed; what was mended stays so
    PieceCheck mend(Collection<Sought> files, Progress progress) throws IOException;
}
