package eu.allmende.engine.tree;

import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.protocol.id.EntryId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tree of what the disk holds, with what the system last said of each entry. For one thread.
public final class LocalTree {
    private final Tree tree;
    private final Map<EntryId, Sighting> sightings;
    private final Map<Identity, EntryId> identities = new HashMap<>();
    private final Set<EntryId> freed = new HashSet<>();

    /// An empty tree, by itself.
    public LocalTree() {
        this(new EntryRows());
    }

    /// An empty tree, whose entries go to rows.
    public LocalTree(EntryRows rows) {
        tree = new Tree(rows.local());
        sightings = rows.sightings();
    }

    /// What the system last said of an entry; of a freed one, of its placeholder.
    ///
    /// @param settled false if a file must be read again next time, whatever its stat says
    /// @param freed set if a placeholder stands for the file
    public record Sighting(Stat stat, boolean settled, Optional<Freed> freed) {
        /// Of something that is there itself.
        public Sighting(Stat stat, boolean settled) {
            this(stat, settled, Optional.empty());
        }

        /// Of the same thing, seen again.
        public Sighting again(Stat newStat, boolean nowSettled) {
            return new Sighting(newStat, nowSettled, freed);
        }
    }

    /// The tree alone. Change it only through this object.
    public Tree tree() {
        return tree;
    }

    /// What the system last said of an entry.
    public Optional<Sighting> sighting(EntryId entry) {
        return Optional.ofNullable(sightings.get(entry));
    }

    /// The freed entries. A view: do not change the tree while reading it.
    public Set<EntryId> freed() {
        return Collections.unmodifiableSet(freed);
    }

    /// What is known of a freed entry; empty if it is not freed.
    public Optional<Freed> freed(EntryId entry) {
        return freed.contains(entry) ? sighting(entry).flatMap(Sighting::freed) : Optional.empty();
    }

    /// What an entry is called on the disk.
    public String nameOnDisk(EntryId entry, String name) {
        return freed.contains(entry) ? Placeholder.nameFor(name) : name;
    }

    /// The entry that was last seen with this identity.
    public Optional<EntryId> known(Identity identity) {
        return identity.isKnown()
                ? Optional.ofNullable(identities.get(identity))
                : Optional.empty();
    }

    /// Adds an entry, or changes it.
    public void put(EntryId entry, EntryState state, Sighting sighting) {
        tree.put(entry, state);
        see(entry, sighting);
    }

    /// Keeps what the system now says of an entry.
    public void see(EntryId entry, Sighting sighting) {
        forget(entry, sightings.put(entry, sighting));
        if (sighting.stat().identity().isKnown()) {
            identities.putIfAbsent(sighting.stat().identity(), entry);
        }
        if (sighting.freed().isPresent()) {
            freed.add(entry);
        }
    }

    /// Removes an entry.
    public void remove(EntryId entry) {
        tree.remove(entry);
        forget(entry, sightings.remove(entry));
    }

    /// Gives an entry another id; what lies in it comes along.
    public void rename(EntryId from, EntryId to) {
        tree.rename(from, to);
        Sighting sighting = sightings.remove(from);
        forget(from, sighting);
        if (sighting != null) {
            see(to, sighting);
        }
    }

    private void forget(EntryId entry, @org.jspecify.annotations.Nullable Sighting old) {
        if (old != null) {
            freed.remove(entry);
            identities.remove(old.stat().identity(), entry);
        }
    }
}
