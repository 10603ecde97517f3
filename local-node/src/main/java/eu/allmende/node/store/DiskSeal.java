package eu.allmende.node.store;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Seals records at rest with the node's own disk key, as a stream: no more than a segment is in
/// memory beside what is sealed.
///
/// Tink's AES256-GCM-HKDF streaming cipher in segments of 16 KiB. The short segments also let a
/// cold JVM compile the cipher early; with a call per piece it stays a hundred times slower for the
/// first hundreds of MiB.
final class DiskSeal {
    static final int KEY_BYTES = 32;

    private static final int SEGMENT_BYTES = 16 * 1024;

    private final AesGcmHkdfStreaming cipher;

    DiskSeal(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a disk key has 32 bytes, not " + key.length);
        }
        try {
            cipher = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /// How many bytes [#seal] makes of so many.
    int sealedLength(int plainLength) {
        return Math.toIntExact(cipher.expectedCiphertextSize(plainLength));
    }

    /// Writes the parts, laid end to end, sealed.
    ///
    /// @param associated bound to the seal, not sealed
    void seal(ByteBuffer associated, List<ByteBuffer> plain, WritableByteChannel out)
            throws IOException {
        try (WritableByteChannel sealing = cipher.newEncryptingChannel(out, bytes(associated))) {
            for (ByteBuffer part : plain) {
                ByteBuffer left = part.duplicate();
                while (left.hasRemaining()) {
                    sealing.write(left);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// The plain bytes; empty if a bit of the sealed or the associated ones changed.
    ///
    /// @param room takes the plain bytes, as many as remain of it
    /// @throws IOException if the sealed bytes could not be read
    Optional<ByteBuffer> open(ByteBuffer associated, ReadableByteChannel sealed, ByteBuffer room)
            throws IOException {
        ByteBuffer plain = room.slice();
        return read(associated, new Watched(sealed), plain.remaining(), _ -> plain)
                ? Optional.of(plain.flip())
                : Optional.empty();
    }

    /// Whether the sealed bytes would open; keeps none of them.
    ///
    /// @throws IOException if the sealed bytes could not be read
    boolean opens(ByteBuffer associated, ReadableByteChannel sealed, int plainLength)
            throws IOException {
        ByteBuffer passing = ByteBuffer.allocate(SEGMENT_BYTES);
        return read(
                associated,
                new Watched(sealed),
                plainLength,
                left -> passing.clear().limit(Math.min(left, SEGMENT_BYTES)));
    }

    /// Reads as many bytes as are expected, and then the end, whose tag vouches for the length.
    private boolean read(
            ByteBuffer associated, Watched sealed, int length, IntFunction<ByteBuffer> room)
            throws IOException {
        try (ReadableByteChannel opening = cipher.newDecryptingChannel(sealed, bytes(associated))) {
            int left = length;
            while (left > 0) {
                int count = opening.read(room.apply(left));
                if (count < 0) {
                    return false;
                }
                left -= count;
            }
            return opening.read(ByteBuffer.allocate(1)) < 0;
        } catch (GeneralSecurityException e) {
            return false;
        } catch (IOException e) {
            sealed.rethrow();
            return false;
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        return Bytes.of(buffer).bytes();
    }

    /// Remembers whether reading failed: Tink reports a broken seal as an `IOException` too.
    private static final class Watched implements ReadableByteChannel {
        private final ReadableByteChannel source;
        private @Nullable IOException failure;

        Watched(ReadableByteChannel source) {
            this.source = source;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            try {
                return source.read(into);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        void rethrow() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public boolean isOpen() {
            return source.isOpen();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
