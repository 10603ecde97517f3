package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.piece.PackManifest;
import java.nio.ByteBuffer;

/// A piece with what belongs to it.
///
/// @param folder for which folder it is kept
/// @param manifest what it was checked against
/// @param bytes the piece, from position to limit
public record StoredPiece(FolderId folder, PackManifest manifest, ByteBuffer bytes) {}
