package eu.allmende.engine.run;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.scan.Recall;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A folder's disk as the local tree and the last look know it, but for some directories that must
/// be read.
final class Recollection {
    private final LocalTree local;
    private final Map<EntryId, List<Aside>> asides;
    private final Identity root;
    private final Parts parts;
    private final Set<String> known;

    private Recollection(
            LocalTree local,
            Map<EntryId, List<Aside>> asides,
            Identity root,
            Parts parts,
            Set<String> known) {
        this.local = local;
        this.asides = asides;
        this.root = root;
        this.parts = parts;
        this.known = known;
    }

    /// What is known beside these parts.
    ///
    /// @return empty if one of the parts lies in a directory that is not known: then the whole must
    ///   be looked at
    static Optional<Recollection> of(
            LocalTree local, Map<EntryId, List<Aside>> asides, Identity root, Parts parts) {
        Finding finding = new Finding(local, asides, parts);
        parts.in().forEach(finding::find);
        parts.within().forEach(finding::find);
        return finding.lost
                ? Optional.empty()
                : Optional.of(
                        new Recollection(
                                local,
                                asides,
                                root,
                                parts.and(Parts.in(finding.more)),
                                finding.known));
    }

    /// Finds out what the parts are.
    private static final class Finding {
        private final LocalTree local;
        private final Map<EntryId, List<Aside>> asides;
        private final Parts parts;
        private final Set<String> known = new HashSet<>();
        private final Set<String> more = new HashSet<>();
        private boolean lost;

        Finding(LocalTree local, Map<EntryId, List<Aside>> asides, Parts parts) {
            this.local = local;
            this.asides = asides;
            this.parts = parts;
        }

        private void find(String part) {
            EntryId at = EntryState.ROOT;
            StringBuilder path = new StringBuilder();
            for (String name : part.isEmpty() ? new String[0] : part.split("/", -1)) {
                Optional<Seen> aside = aside(at, name);
                if (aside.isPresent()) {
                    beside(aside.get(), path.toString());
                    return;
                }
                Optional<EntryId> next = local.tree().at(new Spot(at, name)).filter(this::isOpen);
                if (next.isEmpty()) {
                    lost |= !parts.hold(path.toString());
                    return;
                }
                at = next.get();
                path.append(path.isEmpty() ? "" : "/").append(name);
            }
            known.add(part);
        }

        /// Nothing in what is blank matters; any other directory that the local tree does not have
        /// is found by reading the one in which it lies.
        private void beside(Seen aside, String directory) {
            if (!aside.isBlank()) {
                more.add(directory);
                known.add(directory);
            }
        }

        private Optional<Seen> aside(EntryId directory, String name) {
            return asides.getOrDefault(directory, List.of()).stream()
                    .map(Aside::seen)
                    .filter(seen -> seen.name().equals(name))
                    .findFirst();
        }

        private boolean isOpen(EntryId entry) {
            return local.tree().find(entry).filter(EntryState::isDirectory).isPresent();
        }
    }

    /// The folder's root.
    Recall top() {
        return new Directory(EntryState.ROOT, "");
    }

    /// Whether the root is the same directory still.
    boolean isOf(Seen seen) {
        return root.isSame(seen.stat().identity());
    }

    /// The directories that are known and must be read.
    Set<String> mustBeRead() {
        return known;
    }

    /// What must be looked at.
    Parts parts() {
        return parts;
    }

    /// A directory of the local tree; its path lies inside the folder.
    private final class Directory implements Recall {
        private final EntryId entry;
        private final String path;

        Directory(EntryId entry, String path) {
            this.entry = entry;
            this.path = path;
        }

        @Override
        public boolean mustBeRead() {
            return parts.hold(path)
                    || local.tree().children(entry).values().stream().anyMatch(this::isUnsure);
        }

        /// A file that must be read again. A directory has nothing that settles.
        private boolean isUnsure(EntryId child) {
            return local.sighting(child)
                    .filter(last -> last.settled() || last.stat().kind() == Stat.Kind.DIRECTORY)
                    .isEmpty();
        }

        @Override
        public List<Child> children() {
            List<Child> children = new ArrayList<>();
            List<Aside> beside = asides.getOrDefault(entry, List.of());
            Set<String> names =
                    beside.stream().map(aside -> aside.seen().name()).collect(Collectors.toSet());
            local.tree()
                    .children(entry)
                    .forEach((name, child) -> {
                        if (!names.contains(name)) {
                            children.add(new Child(seen(name, child), List.of(), true));
                        }
                    });
            beside.forEach(aside -> children.add(new Child(aside.seen(), aside.troubles(), false)));
            return children;
        }

        private Seen seen(String name, EntryId child) {
            Stat stat = local.sighting(child).orElseThrow().stat();
            Content content = local.tree().find(child).orElseThrow().content();
            String target = content instanceof Content.Link(String to) ? to : "";
            return new Seen(name, stat, target, List.of(), Seen.Depth.WHOLE);
        }

        @Override
        public Optional<Recall> directory(String name, Identity identity) {
            String below = path.isEmpty() ? name : path + "/" + name;
            return local.tree()
                    .at(new Spot(entry, name))
                    .filter(_ -> !parts.within().contains(path))
                    .filter(child -> isStill(child, identity))
                    .map(child -> new Directory(child, below));
        }

        private boolean isStill(EntryId child, Identity identity) {
            return local.sighting(child)
                    .map(Sighting::stat)
                    .filter(stat -> stat.kind() == Stat.Kind.DIRECTORY)
                    .filter(stat -> stat.identity().isSame(identity))
                    .isPresent();
        }
    }
}
