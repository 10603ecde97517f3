package eu.allmende.engine.pack;

import com.google.crypto.tink.subtle.AesGcmJce;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Seals and opens pack indexes: what is in a pack can be found from the pack and the folder's keys
/// alone.
///
/// Bytes at the start of a pack: `version` 1, `sealedLength` 4, then the sealed index. Plain index:
/// per chunk its id 32, offset 4, length 4; big-endian.
public final class PackIndex {
    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final int ROW_BYTES = Hash.SIZE_BYTES + 2 * Integer.BYTES;
    private static final int SEAL_BYTES = 12 + 16;

    private final AesGcmJce aead;
    private final byte[] associated;

    public PackIndex(FolderId folder, FolderKeys keys) {
        byte[] key = keys.indexes().bytes();
        try {
            aead = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        associated =
                ByteBuffer.allocate(1 + FolderId.SIZE_BYTES)
                        .put(VERSION)
                        .put(folder.bytes())
                        .array();
    }

    /// Bytes that head and sealed index of so many chunks take.
    static int sealedBytes(int chunks) {
        return HEAD_BYTES + SEAL_BYTES + chunks * ROW_BYTES;
    }

    byte[] seal(Map<ChunkId, Extent> extents) {
        ByteBuffer plain = ByteBuffer.allocate(extents.size() * ROW_BYTES);
        extents.forEach((id, extent) ->
                plain.put(id.hash().bytes()).putInt(extent.offset()).putInt(extent.length()));
        try {
            byte[] sealed = aead.encrypt(plain.array(), associated);
            ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + sealed.length);
            return out.put(VERSION).putInt(sealed.length).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// The extents that a pack's own index names.
    ///
    /// @throws IllegalArgumentException if the bytes are no pack of this folder and epoch
    public Map<ChunkId, Extent> open(ByteBuffer pack) {
        ByteBuffer in = pack.slice();
        if (in.remaining() < HEAD_BYTES || in.get() != VERSION) {
            throw new IllegalArgumentException("this is no pack");
        }
        int length = in.getInt();
        if (length < SEAL_BYTES || length > in.remaining()) {
            throw new IllegalArgumentException("the pack's index is cut off");
        }
        byte[] sealed = new byte[length];
        in.get(sealed);
        try {
            return rows(ByteBuffer.wrap(aead.decrypt(sealed, associated)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the pack's index cannot be opened", e);
        }
    }

    private static Map<ChunkId, Extent> rows(ByteBuffer plain) {
        Map<ChunkId, Extent> extents = new LinkedHashMap<>();
        byte[] id = new byte[Hash.SIZE_BYTES];
        while (plain.remaining() >= ROW_BYTES) {
            plain.get(id);
            extents.put(new ChunkId(Hash.of(id)), new Extent(plain.getInt(), plain.getInt()));
        }
        return extents;
    }
}
