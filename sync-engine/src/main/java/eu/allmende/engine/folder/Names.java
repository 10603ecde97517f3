package eu.allmende.engine.folder;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Which names an entry may have, whatever device it comes from.
public final class Names {
    /// The most bytes of a name in UTF-8: what every file system of today can hold.
    public static final int MAX_BYTES = 255;

    private Names() {}

    /// Why no entry may be called so, or empty if one may.
    ///
    /// @param atTop whether the entry lies directly in the folder's root
    public static Optional<String> objection(String name, Level atTop) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return Optional.of("it is no name");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            return Optional.of("it holds a slash or NUL");
        }
        if (bytes(name) > MAX_BYTES) {
            return Optional.of("it is longer than " + MAX_BYTES + " bytes");
        }
        if (atTop == Level.TOP && name.equals(FolderRoot.HOUSE)) {
            return Optional.of("it is kept for the program's own files");
        }
        return Optional.empty();
    }

    /// How many bytes the name has in UTF-8.
    public static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Where in the tree a name is used.
    public enum Level {
        /// Directly in the root.
        TOP,
        /// Anywhere else.
        BELOW
    }
}
