package eu.allmende.engine.run;

import eu.allmende.engine.commit.ChangeBytes;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A commons in files, which outlives the processes that use it: one file for each commit, one for
/// each content.
final class KeptCommons extends FakeCommons {
    private final Path commits;
    private final Path contents;
    private final AtomicInteger fresh = new AtomicInteger();

    KeptCommons(Path directory) throws IOException {
        commits = Files.createDirectories(directory.resolve("commits"));
        contents = Files.createDirectories(directory.resolve("contents"));
    }

    @Override
    synchronized long head() {
        try (Stream<Path> files = Files.list(commits)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    synchronized List<RemoteCommit> after(long sequence) {
        List<RemoteCommit> list = new ArrayList<>();
        for (long next = sequence + 1; next <= head(); next++) {
            list.add(read(next));
        }
        return list;
    }

    private RemoteCommit read(long sequence) {
        try {
            byte[] bytes = Files.readAllBytes(commits.resolve(Long.toString(sequence)));
            DeviceId author = new DeviceId(Hash.of(Arrays.copyOf(bytes, Hash.SIZE_BYTES)));
            byte[] batch = Arrays.copyOfRange(bytes, Hash.SIZE_BYTES, bytes.length);
            return new RemoteCommit(sequence, author, Instant.EPOCH, ChangeBytes.read(batch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    synchronized Optional<Long> commit(long base, DeviceId author, List<Change> changes) {
        byte[] batch = ChangeBytes.of(changes);
        byte[] bytes = Arrays.copyOf(author.hash().bytes(), Hash.SIZE_BYTES + batch.length);
        System.arraycopy(batch, 0, bytes, Hash.SIZE_BYTES, batch.length);
        try {
            if (head() != base) {
                return Optional.empty();
            }
            Path written = write(bytes);
            Files.createLink(commits.resolve(Long.toString(base + 1)), written);
            Files.delete(written);
            return Optional.of(base + 1);
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    synchronized void keep(byte[] content) {
        Path name = contents.resolve(Hash.sha256(content).toString());
        try {
            Files.move(
                    write(content),
                    name,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(byte[] bytes) throws IOException {
        String name = ProcessHandle.current().pid() + "-" + fresh.incrementAndGet();
        return Files.write(commits.resolveSibling(name), bytes);
    }

    @Override
    synchronized Optional<byte[]> find(Hash hash) {
        try {
            return Optional.of(Files.readAllBytes(contents.resolve(hash.toString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
