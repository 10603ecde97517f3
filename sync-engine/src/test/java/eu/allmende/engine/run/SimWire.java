package eu.allmende.engine.run;

import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.remote.Wanted;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// One machine's way to the ledger and the nodes, on which messages are lost, late or twice.
final class SimWire implements RemoteFolder {
    private static final int ONE_IN = 10;

    private final FakeCommons commons;
    private final DeviceId device;
    private final SimTrace trace;
    private final List<Runnable> late = new ArrayList<>();
    private Optional<Random> trouble = Optional.empty();
    private Runnable meanwhile = () -> {};
    private Consumer<List<Change>> check = _ -> {};
    private long seen;
    private long moved;
    private long messages;

    SimWire(FakeCommons commons, String name, SimTrace trace) {
        this.commons = commons;
        this.trace = trace;
        device = new DeviceId(Hash.sha256(name.getBytes(StandardCharsets.UTF_8)));
    }

    /// From now on messages go astray.
    ///
    /// @param act what a person does while a message is under way
    void begin(Random chance, Runnable act) {
        trouble = Optional.of(chance);
        meanwhile = act;
    }

    /// All messages arrive, the late ones first.
    void end() {
        trouble = Optional.empty();
        meanwhile = () -> {};
        late.forEach(Runnable::run);
        late.clear();
    }

    /// From now on somebody looks at each commit before it is sent.
    void checkedBy(Consumer<List<Change>> other) {
        check = other;
    }

    /// Bytes of content that went either way.
    long moved() {
        return moved;
    }

    /// Messages that were sent.
    long messages() {
        return messages;
    }

    private boolean chance() {
        return trouble.isPresent() && trouble.get().nextInt(ONE_IN) == 0;
    }

    private void maybeLost(String what) throws IOException {
        messages++;
        trace.say("  " + what);
        if (chance()) {
            meanwhile.run();
        }
        if (chance()) {
            trace.say("  lost");
            throw new IOException("the wire broke");
        }
    }

    @Override
    public long head() throws IOException {
        maybeLost("asks for the head");
        if (!chance()) {
            seen = commons.head();
        }
        return seen;
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence) throws IOException {
        maybeLost("asks for commits after " + sequence);
        List<RemoteCommit> all = commons.after(sequence);
        return chance() ? all.subList(0, 1) : all;
    }

    @Override
    public void awaitNews(long sequence, Duration wait) {
        throw new UnsupportedOperationException("passes are begun by hand");
    }

    @Override
    public Publication publish(
            long base, List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        Set<EntryId> unstable = sendMissing(changes, source);
        return unstable.isEmpty() ? commit(base, changes) : new Publication.Unstable(unstable);
    }

    @Override
    public Sending send(List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        return new Sending.Sent(sendMissing(changes, source));
    }

    private Set<EntryId> sendMissing(List<Change> changes, ContentSource source)
            throws IOException {
        Set<EntryId> unstable = new HashSet<>();
        for (Change change : changes) {
            Content content =
                    change.after().map(EntryState::content).orElse(new Content.Directory());
            if (content instanceof Content.File file
                    && file.sizeBytes() > 0
                    && commons.find(file.contentId()).isEmpty()
                    && !send(change.entry(), file, source)) {
                unstable.add(change.entry());
            }
        }
        return unstable;
    }

    private boolean send(EntryId entry, Content.File file, ContentSource source)
            throws IOException {
        maybeLost("sends " + file.sizeBytes() + " bytes");
        byte[] bytes;
        try (SeekableByteChannel channel = source.open(entry)) {
            bytes = FakeCommons.read(channel);
        } catch (IOException e) {
            return false;
        }
        boolean same = Hash.sha256(bytes).equals(file.contentId());
        if (same) {
            commons.keep(bytes);
            moved += bytes.length;
        }
        return same;
    }

    private Publication commit(long base, List<Change> changes) throws IOException {
        check.accept(changes);
        maybeLost("commits " + changes.size() + " changes on " + base);
        if (chance()) {
            trace.say("  that will be late");
            late.add(() -> commons.commit(base, device, changes));
            throw new IOException("no answer");
        }
        Optional<Long> sequence = commons.commit(base, device, changes);
        if (chance()) {
            trace.say("  it arrives twice");
            commons.commit(base, device, changes);
        }
        maybeLost("is answered " + sequence);
        return sequence.<Publication>map(Publication.Committed::new)
                .orElseGet(Publication.Overtaken::new);
    }

    @Override
    public void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException {
        for (Wanted one : wanted) {
            maybeLost("fetches " + one.content().sizeBytes() + " bytes");
            byte[] bytes = commons.find(one.content().contentId()).orElseThrow();
            if (chance()) {
                arrival.failed(one, "Too few pieces of it could be had.");
                continue;
            }
            int half = bytes.length / 2;
            try (WritableByteChannel channel = arrival.begin(one)) {
                channel.write(ByteBuffer.wrap(bytes, 0, half));
                maybeLost("goes on");
                channel.write(ByteBuffer.wrap(bytes, half, bytes.length - half));
            }
            moved += bytes.length;
            arrival.arrived(one);
        }
    }
}
