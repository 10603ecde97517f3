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
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A commons in memory, shared by the devices of a simulation.
class FakeCommons {
    private final List<RemoteCommit> commits = new ArrayList<>();
    private final Map<Hash, byte[]> contents = new HashMap<>();
    private Duration past = Duration.ZERO;

    /// Names a file by the SHA-256 of its bytes.
    static final ContentNamer NAMER =
            (channel, facts) -> {
                byte[] bytes = read(channel);
                Hash hash = Hash.sha256(bytes);
                ChunkList chunks =
                        bytes.length == 0
                                ? ChunkList.EMPTY
                                : ChunkList.of(List.of(new ChunkId(hash)));
                return new Content.File(
                        hash, bytes.length, facts.modified(), facts.executable(), chunks);
            };

    static byte[] read(ReadableByteChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            bytes.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return bytes.toByteArray();
    }

    /// Commits from now on are made so long ago; no two at the same moment.
    synchronized void past(Duration ago) {
        past = ago;
    }

    /// When a commit was made.
    synchronized Instant timeOf(long sequence) {
        return commits.get((int) sequence - 1).ledgerTime();
    }

    synchronized void lose(Hash content) {
        contents.remove(content);
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
        Instant now = Instant.now().minus(past).truncatedTo(ChronoUnit.MILLIS);
        Instant next = commits.isEmpty() ? now : commits.getLast().ledgerTime().plusMillis(1);
        commits.add(new RemoteCommit(base + 1, author, now.isAfter(next) ? now : next, changes));
        return Optional.of(base + 1);
    }

    synchronized void keep(byte[] content) {
        contents.put(Hash.sha256(content), content);
    }

    synchronized Optional<byte[]> find(Hash hash) {
        return Optional.ofNullable(contents.get(hash));
    }
}
