package eu.allmende.engine.run;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Inspection;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// One device's way to a [FakeCommons].
final class FakeRemote implements RemoteFolder {
    private final FakeCommons commons;
    private final DeviceId device;
    private final Mischief mischief;
    final AtomicLong sentBytes = new AtomicLong();
    final AtomicLong fetchedBytes = new AtomicLong();

    /// What goes wrong on the way, and what a person does meanwhile.
    interface Mischief {
        /// Called at each turn; throws to make it fail.
        void at(Moment moment) throws IOException;

        /// Nothing.
        Mischief NONE = _ -> {};
    }

    /// When mischief may happen.
    enum Moment {
        READING_HEAD,
        BEFORE_SENDING,
        BEFORE_BULK,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_FETCHING,
        BEFORE_BULK_FETCHING,
        BETWEEN_FILES,
        WITHIN_FILE
    }

    FakeRemote(FakeCommons commons, String device, Mischief mischief) {
        this.commons = commons;
        this.device =
                new DeviceId(Hash.sha256(device.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        this.mischief = mischief;
    }

    OpenedFolder opened() {
        return new OpenedFolder(
                this,
                FakeCommons.NAMER,
                new Inspection() {
                    @Override
                    public Whereabouts where(Content.File content) {
                        return new Whereabouts("", List.of());
                    }

                    @Override
                    public List<Finding> open(Collection<Content.File> contents) {
                        return contents.stream()
                                .filter(f -> f.sizeBytes() > 0)
                                .filter(f -> commons.find(f.contentId()).isEmpty())
                                .map(f ->
                                        new Finding(
                                                Finding.Severity.ERROR, "", "content is missing"))
                                .toList();
                    }

                    @Override
                    public PieceCheck prove(Collection<Sought> files, Progress progress) {
                        List<Finding> findings = open(files.stream().map(Sought::content).toList());
                        return new PieceCheck(PieceCounts.NONE, findings);
                    }

                    @Override
                    public PieceCheck mend(Collection<Sought> files, Progress progress) {
                        return prove(files, progress);
                    }
                });
    }

    @Override
    public long head() throws IOException {
        mischief.at(Moment.READING_HEAD);
        return commons.head();
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence) {
        return commons.after(sequence);
    }

    @Override
    public void awaitNews(long sequence, Duration wait) throws InterruptedException {
        synchronized (commons) {
            if (commons.head() <= sequence && wait.isPositive()) {
                commons.wait(Math.min(wait.toMillis(), 50));
            }
        }
    }

    @Override
    public Publication publish(
            long base, List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        mischief.at(Moment.BEFORE_SENDING);
        Set<EntryId> unstable = sendMissing(changes, source, progress);
        if (!unstable.isEmpty()) {
            return new Publication.Unstable(unstable);
        }
        mischief.at(Moment.BEFORE_COMMIT);
        Optional<Long> sequence = commons.commit(base, device, changes);
        mischief.at(Moment.AFTER_COMMIT);
        return sequence.<Publication>map(Publication.Committed::new)
                .orElseGet(Publication.Overtaken::new);
    }

    @Override
    public Sending send(List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        mischief.at(Moment.BEFORE_BULK);
        return new Sending.Sent(sendMissing(changes, source, progress));
    }

    private Set<EntryId> sendMissing(
            List<Change> changes, ContentSource source, Progress progress) {
        Set<EntryId> unstable = new HashSet<>();
        for (Change change : changes) {
            if (change.after().map(EntryState::content).orElse(new Content.Directory())
                            instanceof Content.File file
                    && file.sizeBytes() > 0
                    && commons.find(file.contentId()).isEmpty()
                    && !send(change.entry(), file, source, progress)) {
                unstable.add(change.entry());
            }
        }
        return unstable;
    }

    private boolean send(
            EntryId entry, Content.File file, ContentSource source, Progress progress) {
        try (SeekableByteChannel channel = source.open(entry)) {
            byte[] bytes = FakeCommons.read(channel);
            if (!Hash.sha256(bytes).equals(file.contentId())) {
                return false;
            }
            commons.keep(bytes);
            sentBytes.addAndGet(bytes.length);
            progress.moved(bytes.length);
            progress.crossed(bytes.length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException {
        long much = wanted.stream().mapToLong(one -> one.content().sizeBytes()).sum();
        mischief.at(much > Lane.SMALL_BYTES ? Moment.BEFORE_BULK_FETCHING : Moment.BEFORE_FETCHING);
        for (Wanted one : wanted) {
            mischief.at(Moment.BETWEEN_FILES);
            Optional<byte[]> bytes = commons.find(one.content().contentId());
            if (bytes.isEmpty()) {
                arrival.failed(one, "Its content is nowhere.");
                continue;
            }
            try (WritableByteChannel channel = arrival.begin(one)) {
                int half = bytes.get().length / 2;
                channel.write(ByteBuffer.wrap(bytes.get(), 0, half));
                mischief.at(Moment.WITHIN_FILE);
                channel.write(ByteBuffer.wrap(bytes.get(), half, bytes.get().length - half));
            }
            fetchedBytes.addAndGet(bytes.get().length);
            progress.moved(bytes.get().length);
            arrival.arrived(one);
        }
    }
}
