package eu.allmende.app.device;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A folder of the commons; what is noticed in its transfers is also noted.
final class NotedFolder implements RemoteFolder {
    private final RemoteFolder folder;
    private final Notices notices;

    NotedFolder(RemoteFolder folder, Notices notices) {
        this.folder = folder;
        this.notices = notices;
    }

    @Override
    public long head() throws IOException {
        return folder.head();
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence) throws IOException {
        return folder.commitsAfter(sequence);
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence, int most) throws IOException {
        return folder.commitsAfter(sequence, most);
    }

    @Override
    public void awaitNews(long sequence, Duration wait) throws IOException, InterruptedException {
        folder.awaitNews(sequence, wait);
    }

    @Override
    public Publication publish(
            long base, List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        return folder.publish(base, changes, source, new Noting(progress, notices));
    }

    @Override
    public Sending send(List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        return folder.send(changes, source, new Noting(progress, notices));
    }

    @Override
    public void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException {
        folder.fetch(wanted, arrival, new Noting(progress, notices));
    }

    private record Noting(Progress progress, Notices notices) implements Progress {
        @Override
        public void moved(long contentBytes) {
            progress.moved(contentBytes);
        }

        @Override
        public void crossed(long wireBytes) {
            progress.crossed(wireBytes);
        }

        @Override
        public void noticed(String sentence) {
            notices.add(sentence);
            progress.noticed(sentence);
        }
    }
}
