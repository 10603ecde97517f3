package eu.allmende.app.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The files in which a node keeps pieces, looked at from outside the node.
final class Volumes {
    /// Where a record's sealed bytes begin, counted from its pack root, and a little further on.
    private static final int INTO_THE_PIECE = 32 + 1 + 16 + 4 + 4 + 4 + 40;

    private Volumes() {}

    static List<Path> of(Path nodeDir) throws IOException {
        Path pieces = nodeDir.resolve("pieces");
        if (!Files.isDirectory(pieces)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(pieces)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".vol"))
                    .sorted()
                    .toList();
        }
    }

    /// Flips a byte in the piece that a node keeps of a pack.
    ///
    /// @param root the pack root, as it stands in the record's head
    /// @return whether such a piece was found
    static boolean flip(Path nodeDir, byte[] root) throws IOException {
        for (Path volume : of(nodeDir)) {
            int place = indexOf(Files.readAllBytes(volume), root);
            if (place >= 0) {
                flipAt(volume, place + INTO_THE_PIECE);
                return true;
            }
        }
        return false;
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i <= all.length - part.length; i++) {
            if (all[i] == part[0] && Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    private static void flipAt(Path volume, long place) throws IOException {
        try (FileChannel channel =
                FileChannel.open(volume, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, place);
            one.put(0, (byte) (one.get(0) ^ 0xFF)).rewind();
            channel.write(one, place);
            channel.force(true);
        }
    }
}
