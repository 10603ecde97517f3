package eu.allmende.app.home;

import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The last head that was believed, as a note in a file. Each head takes the place of the one
/// before at once and for good.
public final class HeadFile implements HeadStore {
    private final Path file;
    private final Path part;

    public HeadFile(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
    }

    @Override
    public Optional<CosignedHead> last() throws IOException {
        try {
            return Optional.of(CosignedHead.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedException e) {
            throw new IOException("the file with the last head is damaged", e);
        }
    }

    @Override
    public void keep(CosignedHead head) throws IOException {
        ByteBuffer note = ByteBuffer.wrap(head.note().getBytes(StandardCharsets.UTF_8));
        try (FileChannel out =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (note.hasRemaining()) {
                out.write(note);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
