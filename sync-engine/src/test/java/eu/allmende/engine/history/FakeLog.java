package eu.allmende.engine.history;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder's commits in memory, with no content behind them.
final class FakeLog implements RemoteFolder {
    static final DeviceId LAPTOP = new DeviceId(hash("laptop"));

    final List<RemoteCommit> commits = new ArrayList<>();
    int opened;

    static Hash hash(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static EntryId entry(long number) {
        return new EntryId(7, number);
    }

    /// A file at a spot; its text makes its content id and its one chunk.
    static Change file(long entry, EntryId parent, String name, String text) {
        Content.File file =
                new Content.File(
                        hash(text),
                        text.length(),
                        Instant.EPOCH,
                        false,
                        ChunkList.of(List.of(new ChunkId(hash(text)))));
        return new Change(entry(entry), Optional.of(new EntryState(parent, name, file)));
    }

    static Change directory(long entry, EntryId parent, String name) {
        EntryState state = new EntryState(parent, name, new Content.Directory());
        return new Change(entry(entry), Optional.of(state));
    }

    static Change deletion(long entry) {
        return new Change(entry(entry), Optional.empty());
    }

    FakeLog commit(Instant time, Change... changes) {
        commits.add(new RemoteCommit(commits.size() + 1L, LAPTOP, time, List.of(changes)));
        return this;
    }

    @Override
    public long head() {
        return commits.size();
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence) {
        return commitsAfter(sequence, Integer.MAX_VALUE);
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence, int most) {
        int from = (int) sequence;
        int to = (int) Math.min(commits.size(), sequence + most);
        opened += to - from;
        return List.copyOf(commits.subList(from, to));
    }

    @Override
    public void awaitNews(long sequence, Duration wait) {}

    @Override
    public Publication publish(
            long base, List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        throw new IOException("nothing is published here");
    }

    @Override
    public Sending send(List<Change> changes, ContentSource source, Progress progress) {
        throw new UnsupportedOperationException("nobody sends ahead here");
    }

    @Override
    public void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException {
        throw new IOException("nothing is fetched here");
    }
}
