package eu.allmende.engine.tree;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.Stat;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Tells which entry of the local tree each path on the disk is: by spot and identity, then by
/// identity alone (it was moved), then by spot alone (it was replaced). What is left is new.
///
/// On a disk that keeps names in a Unicode form of its own, an entry keeps the name it has.
///
/// A file that was replaced by a file never seen before stays the entry at its spot, even if the
/// old file lives on under a new name: that is how many editors keep a backup.
///
/// A freed entry is where its placeholder is, and nothing else is taken for it.
public final class Recognition {
    private final LocalTree local;
    private final Supplier<EntryId> freshIds;
    private final DiskNames names;
    private final IdentityHashMap<Seen, EntryId> named = new IdentityHashMap<>();
    private final Map<EntryId, Seen> directories = new HashMap<>();
    private final Set<EntryId> claimed = new HashSet<>();
    private final Set<EntryId> frozen = new HashSet<>();
    private final Set<Identity> present = new HashSet<>();
    private final List<Place> all = new ArrayList<>();
    private final IdentityHashMap<Seen, Map<String, Seen>> listings = new IdentityHashMap<>();
    private final Map<EntryId, Map<String, EntryId>> byForm = new HashMap<>();
    private final Proven placeholders;
    private final IdentityHashMap<Seen, Aside> aside = new IdentityHashMap<>();

    private Recognition(
            LocalTree local, Supplier<EntryId> freshIds, DiskNames names, Proven placeholders) {
        this.local = local;
        this.freshIds = freshIds;
        this.names = names;
        this.placeholders = placeholders;
    }

    /// Which files are the placeholders that this device made: by file key and bytes.
    ///
    /// @param genuine those of which it is sure
    /// @param unclear those that could not be read now: nothing is known of their entries
    public record Proven(Map<Seen, EntryId> genuine, Map<Seen, EntryId> unclear) {
        /// Nothing is freed.
        public static final Proven NONE = new Proven(Map.of(), Map.of());
    }

    /// Something that is left alone because of a freed entry.
    public record LeftAlone(EntryId parent, Seen seen, Aside why) {}

    /// Why something is left alone.
    public enum Aside {
        /// It has the name of a freed file.
        IN_ITS_PLACE,
        /// It is a placeholder under a name that its file cannot have.
        ASTRAY,
        /// It is a placeholder that could not be read now.
        UNCLEAR
    }

    /// A path and the directory it lies in.
    private record Place(Seen seen, Seen parent) {}

    /// Something on the disk and the entry it is.
    ///
    /// @param name what the entry is called: as on the disk, but for the form
    /// @param known whether the local tree has the entry already
    public record Match(EntryId entry, EntryId parent, String name, Seen seen, boolean known) {}

    /// What was recognised.
    ///
    /// @param matches what is on the disk, parents first
    /// @param missing entries of the local tree that are not there any more
    /// @param frozen entries of which nothing is known now: they stay as they were
    /// @param blanks what is there, and of which no more is known
    /// @param lost those of the frozen whose placeholder was changed or replaced
    /// @param leftAlone what is neither sent nor touched because of a freed entry
    public record Result(
            List<Match> matches,
            List<EntryId> missing,
            Set<EntryId> frozen,
            List<Blank> blanks,
            List<EntryId> lost,
            List<LeftAlone> leftAlone) {}

    /// Something of which is known no more than that it is there.
    ///
    /// @param entry that has this spot in the local tree, if one has
    public record Blank(Spot spot, Optional<EntryId> entry, Seen seen) {}

    /// Compares the disk with the local tree.
    ///
    /// @param root the folder's root as seen
    /// @param freshIds gives ids for what is new
    /// @param names what the disk makes of names
    public static Result compare(
            LocalTree local, Seen root, Supplier<EntryId> freshIds, DiskNames names) {
        return compare(local, root, freshIds, names, Proven.NONE);
    }

    /// The same, with placeholders among what is seen.
    public static Result compare(
            LocalTree local,
            Seen root,
            Supplier<EntryId> freshIds,
            DiskNames names,
            Proven placeholders) {
        return new Recognition(local, freshIds, names, placeholders).compare(root);
    }

    private Result compare(Seen root) {
        named.put(root, EntryState.ROOT);
        directories.put(EntryState.ROOT, root);
        collect(root);
        for (Place place : all) {
            if (place.seen.stat().kind() == Stat.Kind.DIRECTORY && !place.seen.isBlank()) {
                nameDirectory(place);
            }
        }
        freezeBlanks();
        namePlaceholders();
        nameOthers();
        return result();
    }

    /// Lists everything, parents first, without recursion: paths may be deep.
    private void collect(Seen root) {
        List<Seen> open = new ArrayList<>(List.of(root));
        for (int i = 0; i < open.size(); i++) {
            Seen directory = open.get(i);
            for (Seen child : directory.children()) {
                all.add(new Place(child, directory));
                present.add(child.stat().identity());
                if (!child.children().isEmpty()) {
                    open.add(child);
                }
            }
        }
    }

    /// What is blank stays as it was, with all in it: the entry at its spot, and the one that was
    /// seen with its identity.
    private void freezeBlanks() {
        for (Place place : all) {
            if (place.seen.isBlank()) {
                if (named.containsKey(place.parent)) {
                    atSpot(place).ifPresent(this::freeze);
                }
                local.known(place.seen.stat().identity()).ifPresent(this::freeze);
            }
        }
    }

    private void freeze(EntryId top) {
        List<EntryId> open = new ArrayList<>(List.of(top));
        for (int i = 0; i < open.size(); i++) {
            EntryId entry = open.get(i);
            if (!claimed.contains(entry) && frozen.add(entry)) {
                open.addAll(local.tree().children(entry).values());
            }
        }
    }

    private void nameDirectory(Place place) {
        if (!named.containsKey(place.parent) || isInTheWay(place)) {
            return;
        }
        Optional<EntryId> there = free(atSpot(place), Stat.Kind.DIRECTORY);
        Optional<EntryId> moved =
                free(local.known(place.seen.stat().identity()), Stat.Kind.DIRECTORY);
        Optional<EntryId> entry =
                there.filter(id -> isSame(id, place.seen))
                        .or(() -> moved)
                        .or(() -> there.filter(id -> !isElsewhere(id)));
        if (entry.isEmpty() && place.seen.depth() == Seen.Depth.HIDDEN_ONLY) {
            return;
        }
        EntryId id = entry.orElseGet(freshIds);
        claim(place.seen, id);
        directories.put(id, place.seen);
    }

    /// First those that are where they were, so that of two names of one file the old one counts.
    private void namePlaceholders() {
        if (local.freed().isEmpty()) {
            return;
        }
        List<Place> moved = new ArrayList<>();
        for (Place place : all) {
            EntryId entry = placeholders.genuine.get(place.seen);
            EntryId unclear = placeholders.unclear.get(place.seen);
            if (unclear != null && named.containsKey(place.parent)) {
                freeze(unclear);
                aside.put(place.seen, Aside.UNCLEAR);
            } else if (entry != null && named.containsKey(place.parent) && isOpen(entry)) {
                if (standsForOneAt(place).equals(local.tree().find(entry).map(s -> s.spot()))) {
                    claim(place.seen, entry);
                } else {
                    moved.add(place);
                }
            }
        }
        refuseTaken(moved);
        moved.forEach(place -> claim(place.seen, genuine(place)));
    }

    private EntryId genuine(Place place) {
        return Objects.requireNonNull(placeholders.genuine.get(place.seen));
    }

    private boolean isOpen(EntryId entry) {
        return !claimed.contains(entry) && !frozen.contains(entry);
    }

    private Optional<Spot> standsForOneAt(Place place) {
        return Placeholder.fileOf(place.seen.name())
                .map(name -> new Spot(nameOf(place.parent), name));
    }

    /// Takes those out that came where another entry is; whom that keeps where it was is in the way
    /// of others.
    private void refuseTaken(List<Place> moved) {
        Set<EntryId> twice = new HashSet<>();
        moved.removeIf(place -> claimed.contains(genuine(place)) || !twice.add(genuine(place)));
        boolean again = true;
        while (again) {
            Set<EntryId> moving = new HashSet<>();
            moved.forEach(place -> moving.add(genuine(place)));
            List<Place> refused =
                    moved.stream().filter(place -> !mayComeHere(place, moving)).toList();
            for (Place place : refused) {
                freeze(genuine(place));
                aside.put(place.seen, Aside.ASTRAY);
            }
            moved.removeAll(refused);
            again = !refused.isEmpty();
        }
    }

    private boolean mayComeHere(Place place, Set<EntryId> moving) {
        Optional<Spot> spot = standsForOneAt(place);
        return spot.isPresent()
                && !listing(place.parent).containsKey(names.form(spot.get().name()))
                && local.tree()
                        .at(spot.get())
                        .filter(other -> !isOpen(other) || !leaves(other, moving))
                        .isEmpty();
    }

    private boolean leaves(EntryId entry, Set<EntryId> moving) {
        return local.freed(entry).isEmpty() || moving.contains(entry);
    }

    /// Whether something has the name of a freed entry that is still there: it must wait for a
    /// person.
    private boolean isInTheWay(Place place) {
        if (local.freed().isEmpty()) {
            return false;
        }
        boolean way =
                atSpot(place)
                        .filter(entry -> local.freed(entry).isPresent())
                        .filter(entry -> stays(entry, place))
                        .isPresent();
        if (way) {
            aside.put(place.seen, Aside.IN_ITS_PLACE);
            local.known(place.seen.stat().identity()).ifPresent(this::freeze);
        }
        return way;
    }

    private boolean stays(EntryId entry, Place place) {
        return local.freed(entry).orElseThrow().standing() != Freed.Standing.HERE
                || isListed(place.parent, place.seen.name())
                || (isElsewhere(entry) && !placeholders.genuine.containsValue(entry));
    }

    private boolean isListed(Seen directory, String file) {
        return listing(directory).containsKey(names.form(Placeholder.nameFor(file)));
    }

    private void nameOthers() {
        List<Place> open = new ArrayList<>();
        for (Place place : all) {
            boolean other =
                    !place.seen.isBlank()
                            && place.seen.stat().kind() != Stat.Kind.DIRECTORY
                            && named.containsKey(place.parent)
                            && !named.containsKey(place.seen)
                            && !aside.containsKey(place.seen)
                            && !isInTheWay(place);
            if (other && !claimIf(place, atSpot(place).filter(id -> isSame(id, place.seen)))) {
                open.add(place);
            }
        }
        open.removeIf(place -> claimIf(place, movedHere(place)));
        open.removeIf(place -> claimIf(place, atSpot(place)));
        open.forEach(place -> claim(place.seen, freshIds.get()));
    }

    /// The entry that was seen with this identity elsewhere, unless its old spot holds a file never
    /// seen before.
    private Optional<EntryId> movedHere(Place place) {
        return local.known(place.seen.stat().identity())
                .filter(id -> !isReplacedAtItsSpot(id, place.seen.stat().kind()));
    }

    private boolean isReplacedAtItsSpot(EntryId entry, Stat.Kind kind) {
        Optional<EntryState> before = local.tree().find(entry);
        if (before.isEmpty()) {
            return false;
        }
        Seen parent = directories.get(before.get().parent());
        if (parent == null) {
            return false;
        }
        Seen now = listing(parent).get(names.form(before.get().name()));
        return now != null
                && now.stat().kind() == kind
                && local.known(now.stat().identity()).isEmpty();
    }

    private Map<String, Seen> listing(Seen directory) {
        return listings.computeIfAbsent(
                directory,
                d -> {
                    Map<String, Seen> byName = new HashMap<>();
                    d.children().forEach(child -> byName.put(names.form(child.name()), child));
                    return byName;
                });
    }

    private boolean claimIf(Place place, Optional<EntryId> entry) {
        Optional<EntryId> mine = free(entry, place.seen.stat().kind());
        mine.ifPresent(id -> claim(place.seen, id));
        return mine.isPresent();
    }

    private void claim(Seen seen, EntryId entry) {
        named.put(seen, entry);
        claimed.add(entry);
    }

    private Optional<EntryId> atSpot(Place place) {
        EntryId directory = nameOf(place.parent);
        Optional<EntryId> exactly = local.tree().at(new Spot(directory, place.seen.name()));
        return exactly.isPresent() || names.isExact()
                ? exactly
                : Optional.ofNullable(
                        byForm.computeIfAbsent(directory, this::byForm)
                                .get(names.form(place.seen.name())));
    }

    private Map<String, EntryId> byForm(EntryId directory) {
        Map<String, EntryId> map = new HashMap<>();
        local.tree().children(directory).forEach((name, entry) -> map.put(names.form(name), entry));
        return map;
    }

    private String spelled(EntryId entry, String seen) {
        return local.tree()
                .find(entry)
                .map(EntryState::name)
                .filter(name -> names.differInForm(name, seen))
                .orElse(seen);
    }

    private EntryId nameOf(Seen directory) {
        EntryId id = named.get(directory);
        if (id == null) {
            throw new IllegalStateException("a directory was not named before what lies in it");
        }
        return id;
    }

    private Optional<EntryId> free(Optional<EntryId> entry, Stat.Kind kind) {
        return entry.filter(id -> isOpen(id) && local.freed(id).isEmpty())
                .filter(id -> local.sighting(id).map(s -> s.stat().kind() == kind).orElse(false));
    }

    private boolean isElsewhere(EntryId entry) {
        Identity identity = identity(entry);
        return identity.isKnown() && present.contains(identity);
    }

    private boolean isSame(EntryId entry, Seen seen) {
        return identity(entry).equals(seen.stat().identity());
    }

    private Identity identity(EntryId entry) {
        return local.sighting(entry).map(s -> s.stat().identity()).orElse(Identity.UNKNOWN);
    }

    private Result result() {
        List<Match> list = new ArrayList<>();
        for (Place place : all) {
            EntryId id = named.get(place.seen);
            if (id != null) {
                boolean known = local.tree().contains(id);
                String seen = place.seen.name();
                String name =
                        spelled(
                                id,
                                local.freed(id).isPresent()
                                        ? Placeholder.fileOf(seen).orElse(seen)
                                        : seen);
                list.add(new Match(id, nameOf(place.parent), name, place.seen, known));
            }
        }
        List<EntryId> lost = lost();
        frozen.addAll(lost);
        List<EntryId> missing = new ArrayList<>();
        for (EntryId id : local.tree().ids()) {
            if (!claimed.contains(id) && !frozen.contains(id)) {
                missing.add(id);
            }
        }
        return new Result(
                List.copyOf(list),
                List.copyOf(missing),
                Set.copyOf(frozen),
                blanks(),
                lost,
                leftAlone());
    }

    /// Freed entries whose placeholder is not there, but something that it may have become is, or
    /// it was so before. Those whose directory is gone went with it.
    private List<EntryId> lost() {
        List<EntryId> lost = new ArrayList<>();
        for (EntryId entry : local.freed()) {
            EntryState state = local.tree().find(entry).orElseThrow();
            Seen parent = directories.get(state.parent());
            boolean gone = parent == null && !frozen.contains(state.parent());
            if (!gone && isOpen(entry)) {
                boolean here = local.freed(entry).orElseThrow().standing() == Freed.Standing.HERE;
                boolean changed =
                        isElsewhere(entry) || (parent != null && isListed(parent, state.name()));
                if (!here || changed) {
                    lost.add(entry);
                }
            }
        }
        return lost;
    }

    private List<LeftAlone> leftAlone() {
        List<LeftAlone> list = new ArrayList<>();
        for (Place place : all) {
            Aside why = aside.get(place.seen);
            if (why != null) {
                list.add(new LeftAlone(nameOf(place.parent), place.seen, why));
            }
        }
        return list;
    }

    private List<Blank> blanks() {
        List<Blank> blanks = new ArrayList<>();
        for (Place place : all) {
            if (place.seen.isBlank() && named.containsKey(place.parent)) {
                Spot spot = new Spot(nameOf(place.parent), place.seen.name());
                blanks.add(new Blank(spot, atSpot(place), place.seen));
            }
        }
        return blanks;
    }
}
