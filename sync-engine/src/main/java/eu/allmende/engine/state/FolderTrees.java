package eu.allmende.engine.state;

import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryRows;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The three trees of a folder, in memory, and which entries differ from their rows. For one
/// thread: the folder's loop.
public final class FolderTrees {
    private final EntryRows rows = new EntryRows();
    private final LocalTree local = new LocalTree(rows);
    private final Map<EntryId, EntryState> synced = rows.synced();
    private final Tree remote = new Tree(rows.remote());
    private final Set<EntryId> dirty = new HashSet<>();
    private final Set<EntryId> unsettled = new HashSet<>();
    private Set<EntryId> unwanted = Set.of();
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

    /// Lets the next look read a file again, whatever its stat says.
    public void doubtLocal(EntryId entry) {
        local.sighting(entry).ifPresent(last -> seeLocal(entry, last.again(last.stat(), false)));
    }

    /// The same, keeping whether the file must be read again.
    public void seeLocal(EntryId entry, Stat stat) {
        Optional<Sighting> last = local.sighting(entry);
        seeLocal(
                entry,
                last.map(seen -> seen.again(stat, seen.settled()))
                        .orElseGet(() -> new Sighting(stat, false)));
    }

    /// A freed file now stands otherwise.
    public void standLocal(EntryId entry, Freed.Standing standing) {
        local.sighting(entry)
                .filter(seen -> seen.freed().isPresent())
                .ifPresent(seen ->
                        seeLocal(
                                entry,
                                new Sighting(
                                        seen.stat(),
                                        seen.settled(),
                                        seen.freed().map(freed -> freed.standing(standing)))));
    }

    /// These are removed from the disk because they are not wanted on it, and not because they are
    /// gone: what was agreed on one of them is forgotten in the moment of its removal, so that it
    /// can never be taken for a deletion.
    public void unwanted(Set<EntryId> entries) {
        unwanted = Set.copyOf(entries);
        List<EntryId> gone =
                unwanted.stream()
                        .filter(synced::containsKey)
                        .filter(entry -> !local.tree().contains(entry))
                        .toList();
        forgetSynced(gone);
    }

    /// An entry is not on the disk any more.
    public void removeLocal(EntryId entry) {
        local.remove(entry);
        if (unwanted.contains(entry)) {
            synced.remove(entry);
        }
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

    /// A local entry turned out to be another one. What lies in it did not move by that: if it lay
    /// there when last agreed, that now means the other one.
    public void relabel(EntryId from, EntryId to) {
        List<EntryId> children = List.copyOf(local.tree().children(from).values());
        for (EntryId child : children) {
            EntryState here = local.tree().find(child).orElseThrow();
            synced.computeIfPresent(
                    child,
                    (_, agreed) -> agreed.sameSpot(here) ? agreed.at(to, agreed.name()) : agreed);
        }
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

    /// The commit log is read from a snapshot on: its tree takes the place of what was read before.
    ///
    /// @param tree a whole one
    public void jump(long newSequence, Tree tree) {
        for (EntryId entry : List.copyOf(remote.ids())) {
            remote.remove(entry);
            touch(entry);
        }
        for (EntryId entry : tree.ids()) {
            remote.put(entry, tree.find(entry).orElseThrow());
            touch(entry);
        }
        sequence = newSequence;
    }

    /// A commit is about to be read that this device made: what it changes lay so on this disk when
    /// it was made, so that it was agreed, whatever was done here since. What it only repeats, the
    /// place or the content, was not here if it was not agreed before.
    public void agreed(List<Change> changes) {
        for (Change change : changes) {
            change.after()
                    .map(state -> withoutRepeated(change.entry(), state))
                    .ifPresentOrElse(
                            state -> synced.put(change.entry(), state),
                            () -> synced.remove(change.entry()));
            dirty.add(change.entry());
        }
    }

    private EntryState withoutRepeated(EntryId entry, EntryState state) {
        EntryState before = synced.get(entry);
        Optional<EntryState> there = remote.find(entry);
        if (before == null || there.isEmpty()) {
            return state;
        }
        EntryState said = there.get();
        EntryState placed = said.sameSpot(state) ? state.at(before.spot()) : state;
        return said.content().sameAs(state.content()) ? placed.holding(before.content()) : placed;
    }

    /// Forgets what was agreed on these entries: what the disk lacks of them is no deletion.
    public void forgetSynced(Collection<EntryId> entries) {
        for (EntryId entry : entries) {
            synced.remove(entry);
            dirty.add(entry);
        }
    }

    /// Notes as agreed what disk and commit log hold alike: of an entry that is not where it shall
    /// be, its content; of one that does not hold what it shall, its place.
    public void settle() {
        for (EntryId entry : unsettled) {
            if (isAlike(entry)) {
                remote.find(entry)
                        .ifPresentOrElse(state -> agree(entry, state), () -> synced.remove(entry));
                dirty.add(entry);
            } else {
                settleInPart(entry);
            }
        }
        unsettled.clear();
    }

    /// What the disk says exactly alike takes the place of what the commit said: one object for all
    /// three trees.
    private void agree(EntryId entry, EntryState there) {
        Optional<EntryState> same = local.tree().find(entry).filter(there::equals);
        same.ifPresent(here -> remote.put(entry, here));
        synced.put(entry, same.orElse(there));
    }

    private void settleInPart(EntryId entry) {
        Optional<EntryState> here = local.tree().find(entry);
        Optional<EntryState> there = remote.find(entry);
        EntryState agreed = synced.get(entry);
        if (here.isEmpty() || there.isEmpty() || agreed == null) {
            return;
        }
        if (here.get().content().sameAs(there.get().content())) {
            agreed = agreed.holding(there.get().content());
        }
        if (here.get().sameSpot(there.get())) {
            agreed = agreed.at(there.get().spot());
        }
        if (!agreed.equals(synced.put(entry, agreed))) {
            dirty.add(entry);
        }
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
    ///
    /// @return in the order of their rows, in which a database writes them fastest
    List<EntryId> takeDirty() {
        List<EntryId> taken = new ArrayList<>(dirty);
        taken.sort(Comparator.naturalOrder());
        dirty.clear();
        return taken;
    }

    /// They were not written after all.
    void giveBack(Collection<EntryId> entries) {
        dirty.addAll(entries);
    }

    /// Takes a row as it was read.
    void load(EntryId entry, Row row) {
        row.synced().ifPresent(state -> synced.put(entry, state));
        row.remote().ifPresent(state -> remote.put(entry, state));
        if (row.local().isPresent() && row.sighting().isPresent()) {
            local.put(entry, row.local().get(), row.sighting().get());
        }
        if (isAlike(entry) && !isAgreed(entry)) {
            unsettled.add(entry);
        }
    }

    /// All rows were taken. What the last run had no time to note as agreed is noted now, before
    /// anything changes: else a deletion would be taken for something new, and what comes back from
    /// history for something that was deleted here.
    void loaded(long newest) {
        sequence = newest;
        settle();
    }

    private boolean isAgreed(EntryId entry) {
        EntryState agreed = synced.get(entry);
        return remote.find(entry).map(state -> state.equals(agreed)).orElse(agreed == null);
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
