package eu.allmende.engine.run;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.scan.RulesFile;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What is left of the last look at a folder's disk: enough for the next one to read only some
/// directories, or none. For one thread.
final class LastLook {
    private static final int MOST_ASIDES = 10_000;

    private Optional<Survey.Result> result = Optional.empty();
    private Optional<Known> known = Optional.empty();

    /// Under what the look was made, and what it found that the local tree does not tell of.
    ///
    /// @param asides by the directory in which they lie
    private record Known(
            RulesFile rules, DiskNames names, Identity root, Map<EntryId, List<Aside>> asides) {}

    /// What it found, if the disk is known to be so still.
    Optional<Survey.Result> result() {
        return result;
    }

    /// A pass ended.
    ///
    /// @param now empty if the disk must be looked at before anything is concluded
    void result(Optional<Survey.Result> now) {
        result = now;
    }

    /// Nothing is known any more: the whole disk must be looked at.
    void forget() {
        result = Optional.empty();
        known = Optional.empty();
    }

    /// What of the disk is known if only these directories are read. As long as a file is freed,
    /// that is nothing: its placeholder may turn up anywhere.
    ///
    /// @return empty if the whole must be looked at
    Optional<Recollection> recall(
            Parts parts, RulesFile rules, DiskNames names, FolderTrees trees) {
        return known.filter(_ -> !parts.isWhole() && trees.local().freed().isEmpty())
                .filter(last -> names.isExact() && last.names.equals(names))
                .filter(last -> last.root.isKnown() && last.rules.isSame(rules))
                .filter(last -> areStillThere(last.asides, trees.local()))
                .flatMap(last -> Recollection.of(trees.local(), last.asides, last.root, parts));
    }

    /// An entry that got another id, or is gone, took what is known of its directory with it.
    private static boolean areStillThere(Map<EntryId, List<Aside>> asides, LocalTree local) {
        return asides.keySet().stream()
                .allMatch(directory ->
                        directory.equals(EntryState.ROOT) || local.tree().contains(directory));
    }

    /// Keeps what a look found.
    void keep(RulesFile rules, DiskNames names, Looking.Outcome outcome) {
        boolean failed =
                outcome.sight().troubles().stream()
                        .anyMatch(trouble -> trouble.weight() == ScanTrouble.Weight.ERROR);
        Map<EntryId, List<Aside>> asides = asides(outcome);
        int size =
                asides.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(aside -> Aside.size(aside.seen()))
                        .sum();
        known =
                failed || size > MOST_ASIDES
                        ? Optional.empty()
                        : Optional.of(
                                new Known(
                                        rules,
                                        names,
                                        outcome.sight().root().stat().identity(),
                                        asides));
    }

    private static Map<EntryId, List<Aside>> asides(Looking.Outcome outcome) {
        IdentityHashMap<Seen, EntryId> directories = new IdentityHashMap<>();
        directories.put(outcome.sight().root(), EntryState.ROOT);
        for (Match match : outcome.seen().matches()) {
            if (isDirectory(match.seen())) {
                directories.put(match.seen(), match.entry());
            }
        }
        NavigableMap<String, ScanTrouble> troubles = new TreeMap<>();
        outcome.sight().troubles().forEach(trouble -> troubles.put(trouble.path(), trouble));
        Map<EntryId, List<Aside>> asides = new HashMap<>();
        directories.forEach((directory, entry) -> {
            String prefix = outcome.prefixes().getOrDefault(entry, "");
            for (Seen child : directory.children()) {
                if (child.isBlank() || (isDirectory(child) && !directories.containsKey(child))) {
                    List<ScanTrouble> of = of(troubles, prefix + child.name(), prefix.length());
                    asides.computeIfAbsent(entry, _ -> new ArrayList<>()).add(new Aside(child, of));
                }
            }
        });
        return asides;
    }

    private static boolean isDirectory(Seen seen) {
        return seen.stat().kind() == Stat.Kind.DIRECTORY;
    }

    /// The troubles with a path and with what lies below it.
    private static List<ScanTrouble> of(
            NavigableMap<String, ScanTrouble> troubles, String path, int cut) {
        List<ScanTrouble> of = new ArrayList<>();
        for (ScanTrouble one : troubles.tailMap(path, true).values()) {
            if (one.path().equals(path) || one.path().startsWith(path + "/")) {
                of.add(new ScanTrouble(one.path().substring(cut), one.reason(), one.weight()));
            } else if (!one.path().startsWith(path)) {
                break;
            }
        }
        return of;
    }
}
