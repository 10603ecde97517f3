package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

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
    default Lookup find(PieceKey key) throws IOException {
        return find(key, ByteBuffer::allocate);
    }

    /// The piece with this key, in memory of the caller's choice.
    ///
    /// @param room gives a buffer with room for so many bytes
    /// @throws IOException if the disk failed; nothing is said about the piece
    Lookup find(PieceKey key, IntFunction<ByteBuffer> room) throws IOException;

    /// What is known of a piece without reading it; empty if it is not kept.
    Optional<Kept> kept(PieceKey key) throws IOException;

    /// For which folders pieces are kept.
    Set<FolderId> folders() throws IOException;

    /// Puts a folder's pieces of packs into the trash. They can still be found, and whoever finds
    /// one takes it out again, as does whoever brings it once more.
    ///
    /// @param nowMillis when, in ledger time
    void discard(FolderId folder, List<PackRoot> packs, long nowMillis) throws IOException;

    /// Drops for good what was put into the trash before a moment.
    ///
    /// @param beforeMillis in ledger time
    /// @return how many pieces
    int empty(long beforeMillis) throws IOException;

    /// Gives the disk back what dropped pieces took, by rewriting what lies between them.
    ///
    /// @param mostBytes to rewrite now
    /// @return how many bytes of the disk came free
    long compact(long mostBytes) throws IOException;

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

    /// What a store holds. The three sums of bytes are together what it takes of the disk.
    ///
    /// @param pieces how many, those in the trash included
    /// @param usedBytes of pieces that are wanted, with heads and seals
    /// @param trashBytes of pieces in the trash
    /// @param reclaimableBytes that dropped pieces left, and that are given back in time
    record Usage(long pieces, long usedBytes, long trashBytes, long reclaimableBytes) {
        /// Of the disk, in all.
        public long bytes() {
            return usedBytes + trashBytes + reclaimableBytes;
        }
    }
}
