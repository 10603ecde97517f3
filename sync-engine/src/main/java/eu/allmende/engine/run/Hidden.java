package eu.allmende.engine.run;

import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.folder.IgnoreRules.Shape;
import eu.allmende.engine.folder.IgnoreRules.Verdict;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Recognition;
import eu.allmende.engine.tree.Recognition.Blank;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What rules hide of a folder, told from one look.
///
/// A rule deletes nothing: an entry that was synced stays as it was, here and everywhere, and what
/// is done to it here is not sent. That it is gone here means nothing either.
///
/// @param entries that were synced before and are hidden now, with all that lies in them
/// @param absent those of them that are not on this disk any more
/// @param taken spots where something lies that was never synced
/// @param notes for each of the topmost hidden entries, that it is
record Hidden(Set<EntryId> entries, Set<EntryId> absent, Set<Spot> taken, List<ScanTrouble> notes) {
    private static final int MOST_NOTES = 100;

    static Hidden of(Tree local, Recognition.Result seen, IgnoreRules rules) {
        Finding finding = new Finding(local, rules);
        seen.blanks().forEach(finding::take);
        finding.takeAbsent(new HashSet<>(seen.missing()));
        return new Hidden(finding.entries, finding.absent, finding.taken, finding.notes());
    }

    /// Filled while the look is gone through.
    private static final class Finding {
        private final Tree local;
        private final IgnoreRules rules;
        private final Set<EntryId> entries = new HashSet<>();
        private final Set<EntryId> absent = new HashSet<>();
        private final Set<Spot> taken = new HashSet<>();
        private final List<String> paths = new ArrayList<>();

        Finding(Tree local, IgnoreRules rules) {
            this.local = local;
            this.rules = rules;
        }

        void take(Blank blank) {
            if (blank.entry().isEmpty()) {
                taken.add(blank.spot());
            } else if (blank.seen().depth() == Seen.Depth.HIDDEN) {
                entries.addAll(within(blank.entry().get()));
                local.path(blank.entry().get()).ifPresent(paths::add);
            }
        }

        /// What vanished together with a directory that no rule hides was deleted with it.
        void takeAbsent(Set<EntryId> missing) {
            if (rules.isEmpty()) {
                return;
            }
            for (EntryId entry : missing) {
                EntryState state = local.find(entry).orElseThrow();
                if (!missing.contains(state.parent()) && isHidden(entry, state)) {
                    absent.addAll(within(entry));
                }
            }
            entries.addAll(absent);
        }

        private boolean isHidden(EntryId entry, EntryState state) {
            Shape shape = state.isDirectory() ? Shape.DIRECTORY : Shape.OTHER;
            Optional<String> path = local.path(entry);
            return path.isPresent() && rules.judgeWithAbove(path.get(), shape) != Verdict.SYNC;
        }

        private List<EntryId> within(EntryId top) {
            List<EntryId> all = new ArrayList<>(List.of(top));
            for (int i = 0; i < all.size(); i++) {
                all.addAll(local.children(all.get(i)).values());
            }
            return all;
        }

        List<ScanTrouble> notes() {
            List<ScanTrouble> notes = new ArrayList<>();
            for (String path : paths.subList(0, Math.min(paths.size(), MOST_NOTES))) {
                notes.add(
                        ScanTrouble.note(
                                path, "A rule hides it: changes to it are not synced any more."));
            }
            if (paths.size() > MOST_NOTES) {
                int more = paths.size() - MOST_NOTES;
                notes.add(ScanTrouble.note("", "Rules hide " + more + " more that were synced."));
            }
            return notes;
        }
    }
}
