package eu.allmende.engine.folder;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which names an entry may have, whatever device it comes from.
public final class Names {
    /// The most bytes of a name in UTF-8: what every file system of today can hold.
    public static final int MAX_BYTES = 255;

    /// The most bytes of a link's target in UTF-8.
    public static final int MAX_TARGET_BYTES = 4000;

    /// The most components of a path inside a folder.
    public static final int MAX_DEPTH = 512;

    /// What HFS+ leaves out when it compares names. Source: Apple's technical note 1150.
    private static final Pattern UNSEEN =
            Pattern.compile("[\\x{200C}-\\x{200F}\\x{202A}-\\x{202E}\\x{206A}-\\x{206F}\\x{FEFF}]");

    /// The short names that Windows gives the house.
    private static final Pattern SHORT_HOUSE = Pattern.compile("allmen~[0-9]+");

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
        if (!isText(name)) {
            return Optional.of("it is no text");
        }
        if (bytes(name) > MAX_BYTES) {
            return Optional.of("it is longer than " + MAX_BYTES + " bytes");
        }
        if (atTop == Level.TOP && isHouse(name)) {
            return Optional.of("it is kept for the program's own files");
        }
        return Optional.empty();
    }

    /// Whether some system finds the house under this name.
    public static boolean isHouse(String name) {
        String seen = UNSEEN.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        int end = seen.length();
        while (end > 0 && ". ".indexOf(seen.charAt(end - 1)) >= 0) {
            end--;
        }
        String plain = seen.substring(0, end);
        return plain.equals(FolderRoot.HOUSE) || SHORT_HOUSE.matcher(plain).matches();
    }

    /// Whether the text can be written in UTF-8 and read again.
    public static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
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
