package eu.allmende.node.keys;

import eu.allmende.protocol.identity.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/// A key's 32-byte seed in a file that only its owner may read.
public final class KeyFile {
    private KeyFile() {}

    /// Makes a key and keeps it.
    ///
    /// @throws IOException if the file exists or cannot be written
    public static SigningKey create(Path file, SecureRandom random) throws IOException {
        SigningKey key = SigningKey.generate(random);
        byte[] seed = key.seed();
        try (SeekableByteChannel out =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        onlyOwner(file))) {
            ByteBuffer left = ByteBuffer.wrap(seed);
            while (left.hasRemaining()) {
                out.write(left);
            }
            if (out instanceof FileChannel channel) {
                channel.force(true);
            }
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        return key;
    }

    /// The key that [#create] kept.
    public static SigningKey load(Path file) throws IOException {
        byte[] seed = Files.readAllBytes(file);
        try {
            if (seed.length != SigningKey.SEED_BYTES) {
                throw new IOException("a key file has another length than it must have");
            }
            return SigningKey.fromSeed(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /// The key that is kept in the file; a new one if there is none yet.
    public static SigningKey loadOrCreate(Path file, SecureRandom random) throws IOException {
        return Files.exists(file) ? load(file) : create(file, random);
    }

    private static FileAttribute<?>[] onlyOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
