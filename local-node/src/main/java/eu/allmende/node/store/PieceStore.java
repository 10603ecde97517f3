package eu.allmende.node.store;

import java.io.IOException;
import java.util.Optional;

/// Keeps pieces. For any number of threads.
public interface PieceStore extends AutoCloseable {
    /// Keeps a piece; when this returns it is on the disk. Keeping twice is keeping once.
    ///
    /// @throws IOException if the disk failed or is full; nothing is kept then, and trying again is
    ///   safe
    void keep(PieceKey key, StoredPiece piece) throws IOException;

    /// The piece with this key.
    ///
    /// @throws IOException if the disk failed; nothing is said about the piece
    Lookup find(PieceKey key) throws IOException;

    /// For which folder a piece is kept, without reading it; empty if it is not.
    Optional<eu.allmende.protocol.id.FolderId> folderOf(PieceKey key) throws IOException;

    /// What the store holds now.
    Usage usage();

    @Override
    void close() throws IOException;

    /// What a store holds.
    ///
    /// @param pieces how many
    /// @param bytes on disk, heads and seals included
    record Usage(long pieces, long bytes) {}
}
