package eu.allmende.engine.folder;

import eu.allmende.protocol.id.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The small file that lies beside the name of a freed one: a line that says what it is, and a line
/// with random bytes that only this device's database knows.
///
/// @param random 32 bytes
public record Placeholder(Hash random) {
    /// What its name has more than the freed file's.
    public static final String SUFFIX = ".allmende";

    /// The first line.
    public static final String LINE =
            "Allmende placeholder: the file of this name without .allmende was freed from this disk"
                    + " and lies in the commons. To get it back: allmende fetch PATH";

    private static final byte[] HEAD = (LINE + "\n").getBytes(StandardCharsets.US_ASCII);

    /// How long each one is.
    public static final int SIZE_BYTES = HEAD.length + 2 * Hash.SIZE_BYTES + 1;

    /// The most bytes of a file that is looked at for the first line: what is longer was never a
    /// placeholder, nor a copy of one to which a little was added.
    public static final int MOST_BYTES = 4096;

    /// The whole file.
    public byte[] bytes() {
        byte[] bytes = Arrays.copyOf(HEAD, SIZE_BYTES);
        byte[] tail = (random + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tail, 0, bytes, HEAD.length, tail.length);
        return bytes;
    }

    /// Whether a file begins with our line. Such a file is never sent, whoever made it.
    public static boolean isLike(byte[] file) {
        return file.length >= HEAD.length
                && Arrays.equals(file, 0, HEAD.length, HEAD, 0, HEAD.length);
    }

    /// Reads a whole file; empty if it is not just as a placeholder is.
    public static Optional<Placeholder> read(byte[] file) {
        if (file.length != SIZE_BYTES || !isLike(file) || file[SIZE_BYTES - 1] != '\n') {
            return Optional.empty();
        }
        String hex = new String(file, HEAD.length, 2 * Hash.SIZE_BYTES, StandardCharsets.US_ASCII);
        try {
            return Optional.of(new Placeholder(Hash.of(HexFormat.of().parseHex(hex))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What the placeholder of a file is called.
    public static String nameFor(String file) {
        return file + SUFFIX;
    }

    /// The name of the file for which a placeholder of this name stands; empty if it can stand for
    /// none.
    public static Optional<String> fileOf(String placeholder) {
        if (!placeholder.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String name = placeholder.substring(0, placeholder.length() - SUFFIX.length());
        return Optional.of(name).filter(one -> Names.objection(one, Names.Level.TOP).isEmpty());
    }
}
