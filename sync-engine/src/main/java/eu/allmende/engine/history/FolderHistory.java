package eu.allmende.engine.history;

import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The past of one folder. For any number of threads.
///
/// Every answer is about what was read at the last [#catchUp].
public final class FolderHistory implements AutoCloseable {
    private static final int PAGE = 64;

    private final CacheDatabase db;
    private final Versions versions;
    private final RemoteFolder remote;
    private final Keeping keeping;

    private FolderHistory(CacheDatabase db, RemoteFolder remote, Keeping keeping) {
        this.db = db;
        this.versions = new Versions(db);
        this.remote = remote;
        this.keeping = keeping;
    }

    /// Says in which packs a chunk lies.
    @FunctionalInterface
    public interface PacksOf {
        /// All packs that hold the chunk, as far as is known; none if none is.
        Collection<PackRoot> chunk(ChunkId chunk) throws IOException;
    }

    /// Something that takes one list of chunks after the other.
    @FunctionalInterface
    public interface ChunksTaker {
        /// The chunks of one version of one file.
        void take(List<ChunkId> chunks) throws IOException;
    }

    /// Opens a folder's past.
    ///
    /// @param database where versions are noted; made if it is missing, and made anew if it is
    ///   damaged
    /// @param remote whence commits come
    /// @param keeping which versions stay
    public static FolderHistory open(Path database, RemoteFolder remote, Keeping keeping)
            throws IOException {
        return new FolderHistory(CacheDatabase.open(database, HistoryTables.FORM), remote, keeping);
    }

    /// Reads the commits that are new, each once ever.
    ///
    /// @throws IOException if the commons could not be read; what was read is kept, trying again is
    ///   safe
    public synchronized void catchUp() throws IOException {
        long head = remote.head();
        while (head() < head) {
            List<RemoteCommit> page = remote.commitsAfter(head(), PAGE);
            if (page.isEmpty()) {
                throw new IOException("a commit is missing");
            }
            db.run(() -> {
                for (RemoteCommit commit : page) {
                    if (commit.sequence() != versions.head() + 1) {
                        throw new IOException("a commit is missing");
                    }
                    Tree around = Surroundings.of(commit.changes(), versions);
                    boolean lawful = TreeRules.offenders(around, commit.changes()).isEmpty();
                    versions.note(commit, lawful ? commit.changes() : List.of(), around);
                }
                return page.size();
            });
        }
    }

    /// The newest commit that was read; 0 if none was.
    public long head() throws IOException {
        return db.run(versions::head);
    }

    /// Whether anything in the folder was changed after a commit. What only cares for packs changes
    /// nothing.
    public boolean changedAfter(long sequence) throws IOException {
        return db.run(() -> versions.changedAfter(sequence));
    }

    /// The past of a path.
    ///
    /// @param path inside the folder, with `/`; empty for the folder itself
    public PathHistory of(String path) throws IOException {
        return db.run(() -> new PathReading(versions, keeping, path).read());
    }

    /// The newest commit that was made by then; 0 if there was none yet.
    public long sequenceAt(Instant time) throws IOException {
        return db.run(() -> versions.sequenceAt(time));
    }

    /// When a commit was made, by the ledger.
    public Instant timeOf(long sequence) throws IOException {
        return db.run(() -> versions.moment(sequence).time());
    }

    /// An entry as it stood after a commit; empty if it did not.
    public Optional<EntryState> at(EntryId entry, long sequence) throws IOException {
        return db.run(() -> {
            Optional<Span> brief = versions.at(entry, sequence);
            return brief.isEmpty()
                    ? Optional.empty()
                    : versions.whole(entry, brief.get().since()).map(Span::state);
        });
    }

    /// The entry that lay at a path after a commit.
    ///
    /// @param path inside the folder, with `/`; not empty
    public Optional<EntryId> resolve(String path, long sequence) throws IOException {
        return db.run(() -> {
            EntryId at = EntryState.ROOT;
            for (String name : path.split("/", -1)) {
                Optional<Span> next =
                        versions.at(new Spot(at, name)).stream()
                                .filter(span -> span.stoodAt(sequence))
                                .findFirst();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                at = next.get().entry();
            }
            return Optional.of(at);
        });
    }

    /// Of these entries, those whose state after a commit need not be kept any more.
    public List<EntryId> expired(Collection<EntryId> entries, long sequence, Instant ledgerNow)
            throws IOException {
        return db.run(() -> {
            List<EntryId> expired = new ArrayList<>();
            for (EntryId entry : entries) {
                Optional<Span> span = versions.at(entry, sequence).filter(one -> !one.stands());
                if (span.isPresent()) {
                    Instant from = versions.moment(span.get().since()).time();
                    Instant to = versions.moment(span.get().until()).time();
                    if (!keeping.keeps(from, to, ledgerNow)) {
                        expired.add(entry);
                    }
                }
            }
            return expired;
        });
    }

    /// What lay in a directory after a commit, at any depth, without the directory itself.
    ///
    /// @param directory [EntryState#ROOT] for the whole folder
    public Tree within(EntryId directory, long sequence) throws IOException {
        return db.run(() -> {
            Tree tree = new Tree();
            List<EntryId> open = new ArrayList<>(List.of(directory));
            for (int i = 0; i < open.size(); i++) {
                for (Span span : versions.in(open.get(i), sequence)) {
                    tree.put(span.entry(), span.state());
                    if (span.state().isDirectory()) {
                        open.add(span.entry());
                    }
                }
            }
            return tree;
        });
    }

    /// Goes through the chunks of every version that stands or is kept. Holds one file's chunks at
    /// a time; the same chunk may come often.
    ///
    /// @param ledgerNow the ledger's time
    public void forEachKept(Instant ledgerNow, ChunksTaker taker) throws IOException {
        db.run(() -> {
            versions.forEachFile((span, from, to) -> {
                boolean kept = to.isEmpty() || keeping.keeps(from, to.get(), ledgerNow);
                if (kept && span.state().content() instanceof Content.File file) {
                    taker.take(file.chunks());
                }
            });
            return ledgerNow;
        });
    }

    /// The packs that hold chunks of versions that stand or are kept. Packs that hold batches are
    /// not among them: who drops those must see to it that the log can still be read.
    ///
    /// A chunk that lies in several packs keeps them all.
    ///
    /// @param ledgerNow the ledger's time
    public Set<PackRoot> neededPacks(Instant ledgerNow, PacksOf packs) throws IOException {
        Set<PackRoot> needed = new HashSet<>();
        forEachKept(
                ledgerNow,
                chunks -> {
                    for (ChunkId chunk : chunks) {
                        needed.addAll(packs.chunk(chunk));
                    }
                });
        return needed;
    }

    @Override
    public void close() throws IOException {
        db.close();
    }
}
