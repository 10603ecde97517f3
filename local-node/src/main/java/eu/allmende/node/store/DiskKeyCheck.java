package eu.allmende.node.store;

import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Notices another disk key before it makes every piece look damaged. Beside the volumes lies a
/// hash of the key, which is random and so is not given away by it.
final class DiskKeyCheck {
    private static final byte[] LABEL = "allmende-disk-key-v1".getBytes(StandardCharsets.US_ASCII);

    private DiskKeyCheck() {}

    /// @throws CannotOpenException if the directory was used with another key
    static void requireSame(Path dir, byte[] diskKey) throws IOException {
        Path file = dir.resolve("key.check");
        String hash = Hash.sha256(LABEL, diskKey).toString();
        if (!Files.exists(file)) {
            Path begun = dir.resolve("key.check.new");
            Files.writeString(begun, hash);
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        } else if (!Files.readString(file).equals(hash)) {
            throw new CannotOpenException(
                    "The pieces of this node were sealed with another disk key: put disk.key back.");
        }
    }
}
