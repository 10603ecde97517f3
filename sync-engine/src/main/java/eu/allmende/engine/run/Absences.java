package eu.allmende.engine.run;

import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Recognition;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.time.Duration;
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
    /// By so much the clock of a server that holds the files may be ahead.
    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    private final Tree local;
    private final Set<EntryId> missing;
    private final Map<EntryId, Seen> directories = new HashMap<>();
    private final Set<Spot> taken = new HashSet<>();

    private Absences(Tree local, Recognition.Result seen) {
        this.local = local;
        missing = new HashSet<>(seen.missing());
        for (Match match : seen.matches()) {
            directories.put(match.entry(), match.seen());
            taken.add(new Spot(match.parent(), match.name()));
        }
    }

    /// The missing entries that are not believed to be gone yet, with all that lies in them.
    static Set<EntryId> doubtful(Tree local, Recognition.Result seen, Seen root, Moment moment) {
        if (seen.missing().isEmpty()) {
            return Set.of();
        }
        Absences absences = new Absences(local, seen);
        absences.directories.put(EntryState.ROOT, root);
        return absences.doubtful(moment);
    }

    /// When the look was made.
    ///
    /// @param grace how long a directory must be quiet
    record Moment(Instant now, Duration grace) {
        /// What changed far in the future was written under a wrong clock, who knows when: to wait
        /// for that time would be to wait for years.
        boolean isRecent(Instant changed) {
            return changed.isAfter(now.minus(grace)) && changed.isBefore(now.plus(MOST_AHEAD));
        }
    }

    private Set<EntryId> doubtful(Moment moment) {
        Set<EntryId> doubtful = new HashSet<>();
        for (EntryId entry : missing) {
            EntryState state = local.find(entry).orElseThrow();
            boolean top = !missing.contains(state.parent());
            if (top && !taken.contains(state.spot()) && isYoung(state.parent(), moment)) {
                addAll(entry, doubtful);
            }
        }
        return doubtful;
    }

    private boolean isYoung(EntryId directory, Moment moment) {
        return Optional.ofNullable(directories.get(directory))
                .filter(seen -> moment.isRecent(seen.stat().modified()))
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
