package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.place.Roster;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// One publication: reads what is new and has it kept, then commits.
final class Publisher {
    private final Parts parts;
    private final Committer committer;
    private final Outgoing sending;
    private final Outgoing log;
    private final Set<EntryId> unstable = new HashSet<>();
    private final List<Held> held = new ArrayList<>();

    /// A small file that was read.
    ///
    /// @param chunk the one that it should be
    private record Held(EntryId entry, ChunkId chunk, ByteBuffer bytes) {}

    /// What a publisher is made of.
    record Parts(
            FlowPorts ports,
            FlowState state,
            FolderLog log,
            Roster roster,
            Reach reach,
            Chunker chunker,
            ChunkSealer sealer,
            Supplier<PackReader> readers) {}

    /// A chunk could not be handed on, for no fault of the file it was read from.
    private static final class SendException extends IOException {
        private static final long serialVersionUID = 1;

        SendException(IOException cause) {
            super(cause);
        }
    }

    Publisher(Parts parts, Device device, FolderHandle folder, Progress progress) {
        this.parts = parts;
        this.committer = new Committer(parts, device, folder, this::sendBatch);
        this.sending = sending(device, folder, PackShelf.Kind.CONTENT, progress);
        this.log = sending(device, folder, PackShelf.Kind.LOG, progress);
    }

    private Outgoing sending(
            Device device, FolderHandle folder, PackShelf.Kind kind, Progress progress) {
        return new Outgoing(
                parts, new Outgoing.Sender(device, folder, kind, progress), committer::complete);
    }

    Publication publish(long base, List<Change> changes, ContentSource source) throws IOException {
        parts.log.refresh();
        if (parts.log.head() != base) {
            return committer.recognise(base, changes);
        }
        try (sending;
                log) {
            sendMissing(changes, source);
            return unstable.isEmpty()
                    ? committer.commit(base, changes, sending.claims())
                    : new Publication.Unstable(unstable);
        } catch (PackPipeline.SpreadException e) {
            return new Publication.Waiting(e.sentence());
        }
    }

    /// Makes a snapshot and commits it.
    Publication publish(SnapshotMaker snapshot) throws IOException {
        try (log) {
            SnapshotDirectory directory = snapshot.make(log);
            return committer.name(directory, snapshot, log.claims());
        } catch (PackPipeline.SpreadException e) {
            return new Publication.Waiting(e.sentence());
        }
    }

    /// What this publication sends of files.
    Outgoing content() {
        return sending;
    }

    /// Commits what is to be done with packs, on top of this sequence or not at all.
    Publication publish(long base, PackCare.Exchange exchange) throws IOException {
        parts.log.refresh();
        return parts.log.head() == base
                ? committer.exchange(base, exchange)
                : new Publication.Overtaken();
    }

    /// Retires packs that were released long ago. A pack that was claimed again is not taken for
    /// one of them: the ledger says so.
    void retire(List<PackRoot> packs) throws IOException {
        committer.retire(packs);
    }

    /// Sends what is missing, for a commit that comes later.
    Sending send(List<Change> changes, ContentSource source) throws IOException {
        try (sending) {
            sendMissing(changes, source);
            return new Sending.Sent(unstable);
        } catch (PackPipeline.SpreadException e) {
            return new Sending.Waiting(e.sentence());
        }
    }

    /// The lane is chosen by what is to be sent: a commit of what is there already waits for
    /// nobody.
    private void sendMissing(List<Change> changes, ContentSource source) throws IOException {
        List<Change> missing = new ArrayList<>();
        Set<ChunkId> planned = new HashSet<>();
        long bytes = 0;
        for (Change change : changes) {
            Optional<Content.File> file = file(change);
            if (file.isPresent() && isNew(file.get().chunks(), planned)) {
                missing.add(change);
                bytes += file.get().sizeBytes();
            }
        }
        if (!missing.isEmpty()) {
            sending.expects(bytes);
            try (Lanes.Place _ = Lanes.OUT.enter(bytes)) {
                for (Change change : missing) {
                    read(change.entry(), file(change).orElseThrow(), source);
                }
                takeHeld();
                sending.finish();
            }
        }
    }

    private static Optional<Content.File> file(Change change) {
        return change.after()
                .filter(state -> state.content() instanceof Content.File)
                .map(state -> (Content.File) state.content());
    }

    /// Whether some chunk must be sent; all are looked for, so that what must be claimed is.
    private boolean isNew(ChunkList chunks, Set<ChunkId> planned) throws IOException {
        boolean found = false;
        for (ChunkId chunk : chunks) {
            found |= !sending.isThere(chunk) && planned.add(chunk);
        }
        return found;
    }

    private void read(EntryId entry, Content.File file, ContentSource source) throws IOException {
        if (file.sizeBytes() <= ContentNamer.SMALL_BYTES) {
            hold(entry, file, source);
            return;
        }
        List<ChunkId> ids = new ArrayList<>();
        try (SeekableByteChannel channel = source.open(entry)) {
            parts.chunker.cut(
                    channel,
                    file.sizeBytes(),
                    (id, bytes) -> {
                        ids.add(id);
                        take(id, bytes);
                    });
        } catch (PackPipeline.SpreadException | SendException e) {
            throw e;
        } catch (IOException e) {
            unstable.add(entry);
            return;
        }
        if (!ChunkList.of(ids).equals(file.chunks())) {
            unstable.add(entry);
        }
    }

    /// Reads a file that is one chunk, to be named with others. Nothing of it is sent before it is
    /// known to be as it was seen.
    private void hold(EntryId entry, Content.File file, ContentSource source) throws IOException {
        byte[] bytes;
        try (SeekableByteChannel channel = source.open(entry)) {
            bytes = Channels.newInputStream(channel).readNBytes(ContentNamer.SMALL_BYTES + 1);
        } catch (IOException e) {
            unstable.add(entry);
            return;
        }
        if (bytes.length != file.sizeBytes() || file.chunks().size() != 1) {
            unstable.add(entry);
            return;
        }
        held.add(new Held(entry, file.chunks().get(0), ByteBuffer.wrap(bytes)));
        if (held.size() == ContentNamer.HANDFUL) {
            takeHeld();
        }
    }

    private void takeHeld() throws IOException {
        List<ByteBuffer> chunks = held.stream().map(Held::bytes).toList();
        List<ChunkId> ids = parts.chunker.nameChunks(chunks);
        for (int i = 0; i < ids.size(); i++) {
            Held one = held.get(i);
            if (ids.get(i).equals(one.chunk)) {
                take(one.chunk, chunks.get(i));
            } else {
                unstable.add(one.entry);
            }
        }
        held.clear();
    }

    private void take(ChunkId id, ByteBuffer bytes) throws IOException {
        try {
            if (!sending.isThere(id)) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                sending.add(id, copy);
            }
        } catch (PackPipeline.SpreadException e) {
            throw e;
        } catch (IOException e) {
            throw new SendException(e);
        }
    }

    /// Sends a batch that is too long for its commit, and says where its parts lie.
    private List<Batches.Part> sendBatch(byte[] compressed) throws IOException {
        List<ChunkId> ids = new ArrayList<>();
        for (byte[] part : Batches.cut(compressed)) {
            ChunkId id = parts.chunker.name(ByteBuffer.wrap(part));
            ids.add(id);
            if (!log.isThere(id)) {
                log.add(id, part);
            }
        }
        log.finish();
        List<Batches.Part> found = new ArrayList<>();
        for (ChunkId id : ids) {
            found.add(log.where(id));
        }
        return found;
    }
}
