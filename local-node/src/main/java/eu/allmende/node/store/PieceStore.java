package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.util.Optional;

/// Keeps pieces. For any number of threads.
public interface PieceStore extends AutoCloseable {
    /// Keeps a piece; when this returns it is on the disk. Keeping twice is keeping once.
    ///
    /// @throws IOException if the disk failed or is full; nothing is kept then, and trying again is
    ///   safe
    Keeping keep(PieceKey key, StoredPiece piece) throws IOException;

    /// The piece with this key.
    ///
    /// @throws IOException if the disk failed; nothing is said about the piece
    Lookup find(PieceKey key) throws IOException;

    /// What is known of a piece without reading it; empty if it is not kept.
    Optional<Kept> kept(PieceKey key) throws IOException;

    /// What the store holds now.
    Usage usage();

    @Override
    void close() throws IOException;

    /// What came of keeping.
    enum Keeping {
        /// The piece is kept from now on.
        NEWLY_KEPT,
        /// It was kept already, and is whole.
        ALREADY_KEPT
    }

    /// A piece that is kept.
    ///
    /// @param folder for which folder
    /// @param bytes that it takes, at least its own
    record Kept(FolderId folder, int bytes) {}

    /// What a store holds.
    ///
    /// @param pieces how many
    /// @param bytes on disk, heads and seals included
    record Usage(long pieces, long bytes) {}
}
