package eu.allmende.engine.run;

import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Recognition;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which absences are believed at once. What vanished from a directory that changed a moment ago is
/// perhaps only on its way to another one, past the look: it is looked for again.
final class Absences {
    private final Tree local;
    private final Set<EntryId> missing;
    private final Map<EntryId, Seen> directories = new HashMap<>();
    private final Set<Spot> taken = new HashSet<>();

    private Absences(Tree local, Recognition.Result seen) {
        this.local = local;
        missing = new HashSet<>(seen.missing());
        for (Match match : seen.matches()) {
            directories.put(match.entry(), match.seen());
            taken.add(new Spot(match.parent(), match.seen().name()));
        }
    }

    /// The missing entries that are not believed to be gone yet, with all that lies in them.
    static Set<EntryId> doubtful(
            Tree local, Recognition.Result seen, Seen root, Instant youngerThan) {
        Absences absences = new Absences(local, seen);
        absences.directories.put(EntryState.ROOT, root);
        return absences.doubtful(youngerThan);
    }

    private Set<EntryId> doubtful(Instant youngerThan) {
        Set<EntryId> doubtful = new HashSet<>();
        for (EntryId entry : missing) {
            EntryState state = local.find(entry).orElseThrow();
            boolean top = !missing.contains(state.parent());
            if (top && !taken.contains(state.spot()) && isYoung(state.parent(), youngerThan)) {
                addAll(entry, doubtful);
            }
        }
        return doubtful;
    }

    private boolean isYoung(EntryId directory, Instant youngerThan) {
        return Optional.ofNullable(directories.get(directory))
                .filter(seen -> seen.stat().modified().isAfter(youngerThan))
                .isPresent();
    }

    private void addAll(EntryId top, Set<EntryId> into) {
        List<EntryId> open = new ArrayList<>(List.of(top));
        for (int i = 0; i < open.size(); i++) {
            if (missing.contains(open.get(i))) {
                into.add(open.get(i));
                open.addAll(local.children(open.get(i)).values());
            }
        }
    }
}
