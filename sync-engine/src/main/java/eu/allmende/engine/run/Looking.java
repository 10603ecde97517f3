package eu.allmende.engine.run;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.scan.DiskWalk;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.scan.RulesFile;
import eu.allmende.engine.scan.Sight;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.Recognition;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Reads of a folder's disk what must be read, and recognises it. Changes nothing.
///
/// What is seen in some directories alone is believed only if it says nothing about the others, and
/// of nothing that it is gone: else the whole is looked at, at once.
///
/// @param ids for what is new
/// @param moment by which what vanished is believed to be gone
record Looking(
        FolderRoot root,
        FolderTrees trees,
        DiskNames names,
        Supplier<EntryId> ids,
        Absences.Moment moment) {
    /// What was found.
    ///
    /// @param prefixes of each directory that was recognised, its path and a `/`
    /// @param looked what was looked at
    record Outcome(
            Sight sight, Recognition.Result seen, Map<EntryId, String> prefixes, Parts looked) {
        private boolean wasRead(EntryId directory) {
            String prefix = prefixes.get(directory);
            return prefix != null && sight.read().contains(prefix);
        }
    }

    /// Looks.
    ///
    /// @param known what need not be read; empty if all must be
    Outcome look(RulesFile rules, Optional<Recollection> known) throws IOException {
        if (known.isPresent()) {
            Optional<Outcome> some = lookAtSome(rules, known.get());
            if (some.isPresent()) {
                return some.get();
            }
        }
        return recognise(DiskWalk.look(root, rules.rules()), Parts.WHOLE);
    }

    private Optional<Outcome> lookAtSome(RulesFile rules, Recollection known) throws IOException {
        return DiskWalk.look(root, rules.rules(), known.top())
                .filter(sight -> known.isOf(sight.root()))
                .filter(sight ->
                        known.mustBeRead().stream()
                                .allMatch(path -> sight.read().contains(prefix(path))))
                .map(sight -> recognise(sight, known.parts()))
                .filter(this::saysNothingOfOthers)
                .filter(this::saysOfNothingThatItIsGone);
    }

    private static String prefix(String path) {
        return path.isEmpty() ? "" : path + "/";
    }

    private Outcome recognise(Sight sight, Parts looked) {
        Recognition.Result seen =
                Recognition.compare(
                        trees.local(),
                        sight.root(),
                        ids,
                        names,
                        Placeholders.among(sight.root(), root.path(), trees.local(), moment.now()));
        Map<EntryId, String> prefixes = new HashMap<>();
        prefixes.put(EntryState.ROOT, "");
        for (Match match : seen.matches()) {
            if (match.seen().stat().kind() == Stat.Kind.DIRECTORY) {
                String parent = prefixes.getOrDefault(match.parent(), "");
                prefixes.put(match.entry(), parent + match.seen().name() + "/");
            }
        }
        return new Outcome(sight, seen, prefixes, looked);
    }

    /// Whether each entry in a directory that was not read is where it was, and nothing that lay in
    /// one turned up elsewhere: else something was moved out of it unheard.
    private boolean saysNothingOfOthers(Outcome outcome) {
        Tree local = trees.local().tree();
        for (Match match : outcome.seen.matches()) {
            boolean fine =
                    outcome.wasRead(match.parent())
                            ? !cameUnheard(match, outcome)
                            : isWhereItWas(match, local);
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private boolean cameUnheard(Match match, Outcome outcome) {
        Identity identity = match.seen().stat().identity();
        LocalTree local = trees.local();
        return local.known(identity)
                .filter(entry -> !entry.equals(match.entry()))
                .filter(_ -> !isOf(match.entry(), identity))
                .flatMap(local.tree()::find)
                .filter(state -> !outcome.wasRead(state.parent()))
                .isPresent();
    }

    private boolean isOf(EntryId entry, Identity identity) {
        return trees.local()
                .sighting(entry)
                .filter(last -> last.stat().identity().isSame(identity))
                .isPresent();
    }

    private static boolean isWhereItWas(Match match, Tree local) {
        Optional<EntryState> before = local.find(match.entry());
        return before.filter(state -> state.parent().equals(match.parent()))
                .filter(state -> state.name().equals(match.name()))
                .isPresent();
    }

    /// Whether all that is missing is looked for again anyway: it may lie where nobody looked.
    private boolean saysOfNothingThatItIsGone(Outcome outcome) {
        return doubtful(outcome).containsAll(outcome.seen.missing());
    }

    /// What is missing and not believed to be gone yet.
    Set<EntryId> doubtful(Outcome outcome) {
        return Absences.doubtful(trees.local().tree(), outcome.seen, outcome.sight.root(), moment);
    }
}
