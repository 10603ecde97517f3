package eu.allmende.engine.state;

import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The three trees of a folder, in memory, and which entries differ from their rows. For one
/// thread: the folder's loop.
public final class FolderTrees {
    private final LocalTree local = new LocalTree();
    private final Map<EntryId, EntryState> synced = new HashMap<>();
    private final Tree remote = new Tree();
    private final Set<EntryId> dirty = new HashSet<>();
    private final Set<EntryId> unsettled = new HashSet<>();
    private long sequence;

    /// What the disk holds. Change it only through this object.
    public LocalTree local() {
        return local;
    }

    /// What was last agreed, entry by entry; together it need not be a tree.
    public Map<EntryId, EntryState> synced() {
        return Collections.unmodifiableMap(synced);
    }

    /// What the commit log says, up to [#sequence].
    public Tree remote() {
        return remote;
    }

    /// The newest commit in the remote tree.
    public long sequence() {
        return sequence;
    }

    /// The disk was found to hold something new or changed.
    public void putLocal(EntryId entry, EntryState state, Sighting sighting) {
        local.put(entry, state, sighting);
        touch(entry);
    }

    /// The system says something else of an entry, which holds the same as before.
    public void seeLocal(EntryId entry, Sighting sighting) {
        local.see(entry, sighting);
        dirty.add(entry);
    }

    /// The same, keeping whether the file must be read again.
    public void seeLocal(EntryId entry, Stat stat) {
        boolean settled = local.sighting(entry).map(Sighting::settled).orElse(false);
        seeLocal(entry, new Sighting(stat, settled));
    }

    /// An entry is not on the disk any more.
    public void removeLocal(EntryId entry) {
        local.remove(entry);
        touch(entry);
    }

    /// What was found at one look at the disk, made as one: spots may be passed on.
    ///
    /// @throws IOException if it cannot be told what lies at a spot; nothing was changed
    public void changeLocal(Collection<Found> found, Collection<EntryId> missing)
            throws IOException {
        Set<EntryId> leaving = new HashSet<>(missing);
        found.forEach(one -> leaving.add(one.entry()));
        for (Found one : found) {
            Optional<EntryId> there = local.tree().at(one.state().spot());
            if (there.isPresent() && !leaving.contains(there.get())) {
                throw new IOException("a path is taken by something that cannot be read");
            }
        }
        missing.forEach(this::removeLocal);
        found.forEach(one -> local.tree().remove(one.entry()));
        found.forEach(one -> putLocal(one.entry(), one.state(), one.sighting()));
    }

    /// An entry as it was found on the disk.
    public record Found(EntryId entry, EntryState state, Sighting sighting) {}

    /// A local entry turned out to be another one.
    public void relabel(EntryId from, EntryId to) {
        List<EntryId> children = List.copyOf(local.tree().children(from).values());
        local.rename(from, to);
        touch(from);
        touch(to);
        children.forEach(this::touch);
    }

    /// A commit was read.
    ///
    /// @param changes those that count; none if the commit is void
    public void advance(long newSequence, List<Change> changes) {
        remote.change(changes);
        changes.forEach(change -> touch(change.entry()));
        sequence = newSequence;
    }

    /// Forgets what was agreed on these entries: what the disk lacks of them is no deletion.
    public void forgetSynced(Collection<EntryId> entries) {
        for (EntryId entry : entries) {
            synced.remove(entry);
            dirty.add(entry);
        }
    }

    /// Notes as agreed what disk and commit log hold alike.
    public void settle() {
        for (EntryId entry : unsettled) {
            if (isAlike(entry)) {
                remote.find(entry)
                        .ifPresentOrElse(
                                state -> synced.put(entry, state), () -> synced.remove(entry));
                dirty.add(entry);
            }
        }
        unsettled.clear();
    }

    private boolean isAlike(EntryId entry) {
        Optional<EntryState> here = local.tree().find(entry);
        Optional<EntryState> there = remote.find(entry);
        if (here.isEmpty() || there.isEmpty()) {
            return here.equals(there);
        }
        return here.get().sameAs(there.get());
    }

    private void touch(EntryId entry) {
        dirty.add(entry);
        unsettled.add(entry);
    }

    /// The entries whose rows are old; the caller writes them. They count as written from now on.
    Set<EntryId> takeDirty() {
        Set<EntryId> taken = Set.copyOf(dirty);
        dirty.clear();
        return taken;
    }

    /// They were not written after all.
    void giveBack(Set<EntryId> entries) {
        dirty.addAll(entries);
    }

    /// Takes a row as it was read.
    void load(EntryId entry, Row row) {
        row.synced().ifPresent(state -> synced.put(entry, state));
        row.remote().ifPresent(state -> remote.put(entry, state));
        if (row.local().isPresent() && row.sighting().isPresent()) {
            local.put(entry, row.local().get(), row.sighting().get());
        }
    }

    void loadSequence(long newest) {
        sequence = newest;
    }

    Row row(EntryId entry) {
        return new Row(
                local.tree().find(entry),
                local.sighting(entry),
                Optional.ofNullable(synced.get(entry)),
                remote.find(entry));
    }

    /// One entry in all trees.
    record Row(
            Optional<EntryState> local,
            Optional<Sighting> sighting,
            Optional<EntryState> synced,
            Optional<EntryState> remote) {
        boolean isEmpty() {
            return local.isEmpty() && synced.isEmpty() && remote.isEmpty();
        }
    }
}
