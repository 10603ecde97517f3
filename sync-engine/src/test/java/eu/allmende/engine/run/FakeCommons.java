package eu.allmende.engine.run;

import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A commons in memory, shared by the devices of a simulation.
final class FakeCommons {
    private final List<RemoteCommit> commits = new ArrayList<>();
    private final Map<Hash, byte[]> contents = new HashMap<>();

    /// Names a file by the SHA-256 of its bytes.
    static final ContentNamer NAMER =
            (channel, modified, executable) -> {
                byte[] bytes = read(channel);
                Hash hash = Hash.sha256(bytes);
                ChunkList chunks =
                        bytes.length == 0
                                ? ChunkList.EMPTY
                                : ChunkList.of(List.of(new ChunkId(hash)));
                return new Content.File(hash, bytes.length, modified, executable, chunks);
            };

    static byte[] read(SeekableByteChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return bytes.toByteArray();
    }

    synchronized long head() {
        return commits.size();
    }

    synchronized List<RemoteCommit> after(long sequence) {
        return List.copyOf(commits.subList((int) sequence, commits.size()));
    }

    /// Commits on top of `base`; empty if another commit was first.
    synchronized Optional<Long> commit(long base, DeviceId author, List<Change> changes) {
        if (base != commits.size()) {
            return Optional.empty();
        }
        commits.add(new RemoteCommit(base + 1, author, Instant.EPOCH, changes));
        return Optional.of(base + 1);
    }

    synchronized void keep(byte[] content) {
        contents.put(Hash.sha256(content), content);
    }

    synchronized Optional<byte[]> find(Hash hash) {
        return Optional.ofNullable(contents.get(hash));
    }
}
