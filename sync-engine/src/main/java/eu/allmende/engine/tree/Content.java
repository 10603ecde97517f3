package eu.allmende.engine.tree;

import eu.allmende.engine.folder.Names;
import eu.allmende.protocol.id.Hash;
import java.time.Instant;

/// What an entry holds.
public sealed interface Content {
    /// A file's bytes.
    ///
    /// @param contentId HMAC over the chunk list: equal content has equal ids within a folder
    /// @param sizeBytes at least 0
    /// @param modified when a person last changed it; carried along, never decisive
    /// @param executable whether its owner may run it
    /// @param chunks the bytes, by their chunks, in order
    record File(
            Hash contentId, long sizeBytes, Instant modified, boolean executable, ChunkList chunks)
            implements Content {
        public File {
            if (sizeBytes < 0) {
                throw new IllegalArgumentException("size is negative: " + sizeBytes);
            }
        }
    }

    /// A directory; what lies in it names it as parent.
    record Directory() implements Content {}

    /// A symbolic link; its target is carried as it is and never followed.
    record Link(String target) implements Content {
        public Link {
            if (target.isEmpty() || target.indexOf('\0') >= 0 || !Names.isText(target)) {
                throw new IllegalArgumentException(
                        "a link needs a target that is text without NUL");
            }
        }
    }

    /// Whether the other content is the same to a person: same kind, bytes, exec bit, target. When
    /// it was modified does not count.
    default boolean sameAs(Content other) {
        return switch (this) {
            case File file ->
                    other instanceof File that
                            && file.contentId.equals(that.contentId)
                            && file.executable == that.executable;
            case Directory _ -> other instanceof Directory;
            case Link link -> link.equals(other);
        };
    }
}
