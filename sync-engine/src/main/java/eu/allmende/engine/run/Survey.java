package eu.allmende.engine.run;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.scan.DiskWalk;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.Sight;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.FolderTrees.Found;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Recognition;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Looks at the disk and brings the local tree up to date. Reads only files whose stat says that
/// they changed.
final class Survey {
    private static final int BLOCK = 5000;

    private final FolderRoot root;
    private final FolderTrees trees;
    private final FileReading reading;
    private final Supplier<EntryId> freshIds = EntryIds::fresh;
    private final Duration grace;
    private final List<ScanTrouble> troubles = new ArrayList<>();
    private final Set<EntryId> held = new HashSet<>();
    private final List<Found> found = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private boolean moving;

    private Survey(FolderRoot root, FolderTrees trees, FileReading reading, Duration grace) {
        this.root = root;
        this.trees = trees;
        this.reading = reading;
        this.grace = grace;
    }

    /// A file that must be read.
    record Unread(Match match, String path) {}

    /// What a look found.
    ///
    /// @param held entries whose content is not known now
    /// @param moving whether some file is being written at this moment
    record Result(Set<EntryId> held, List<ScanTrouble> troubles, boolean moving) {}

    /// Called after a part of a long look, so that it need not be done again after a crash.
    @FunctionalInterface
    interface Keep {
        void run() throws IOException;
    }

    /// Makes ready for one look.
    ///
    /// @param grace how long a directory must be quiet before what vanished from it is believed
    ///   gone
    static Survey of(FolderRoot root, FolderTrees trees, FileReading reading, Duration grace) {
        return new Survey(root, trees, reading, grace);
    }

    /// Looks.
    ///
    /// @throws IOException if the folder as a whole cannot be read; nothing was concluded
    Result look(Keep keep) throws IOException, InterruptedException {
        Sight sight = DiskWalk.look(root, DiskWalk.readRules(root));
        troubles.addAll(sight.troubles());
        Recognition.Result seen = Recognition.compare(trees.local(), sight.root(), freshIds);
        held.addAll(seen.frozen());
        Map<EntryId, String> paths = new HashMap<>();
        for (Match match : seen.matches()) {
            String parent = paths.getOrDefault(match.parent(), "");
            String path = parent + match.seen().name();
            if (match.seen().stat().kind() == Stat.Kind.DIRECTORY) {
                paths.put(match.entry(), path + "/");
            }
            sort(match, path);
        }
        Set<EntryId> missing = new HashSet<>(seen.missing());
        Set<EntryId> doubtful =
                Absences.doubtful(
                        trees.local().tree(), seen, sight.root(), reading.now().minus(grace));
        missing.removeAll(doubtful);
        held.addAll(doubtful);
        moving |= !doubtful.isEmpty();
        read(missing, keep);
        trees.changeLocal(found, missing);
        return new Result(Set.copyOf(held), List.copyOf(troubles), moving);
    }

    private void sort(Match match, String path) {
        Seen seen = match.seen();
        switch (seen.stat().kind()) {
            case DIRECTORY -> keep(match, new Content.Directory());
            case LINK -> keep(match, new Content.Link(seen.linkTarget()));
            case FILE -> {
                if (mustRead(match)) {
                    unread.add(new Unread(match, path));
                } else {
                    keep(match, before(match).orElseThrow().content());
                }
            }
            case OTHER -> throw new IllegalStateException("what is not synced was recognised");
        }
    }

    private boolean mustRead(Match match) {
        Optional<Sighting> last = trees.local().sighting(match.entry());
        return !match.known()
                || last.isEmpty()
                || !last.get().settled()
                || !match.seen().stat().isUnchangedSince(last.get().stat());
    }

    /// Notes what is new about an entry whose content is known.
    private void keep(Match match, Content content) {
        note(match, content, new Sighting(match.seen().stat(), true));
    }

    private void note(Match match, Content content, Sighting sighting) {
        Optional<EntryState> before = before(match);
        EntryState now = new EntryState(match.parent(), match.seen().name(), content);
        if (before.isEmpty() || !before.get().sameAs(now)) {
            found.add(new Found(match.entry(), now, sighting));
        } else if (!trees.local().sighting(match.entry()).equals(Optional.of(sighting))
                && matters(match, sighting)) {
            trees.seeLocal(match.entry(), sighting);
        }
    }

    /// A directory's times change with everything in it and mean nothing.
    private boolean matters(Match match, Sighting sighting) {
        return sighting.stat().kind() != Stat.Kind.DIRECTORY
                || trees.local()
                        .sighting(match.entry())
                        .filter(s -> s.stat().identity().equals(sighting.stat().identity()))
                        .isEmpty();
    }

    private Optional<EntryState> before(Match match) {
        return trees.local().tree().find(match.entry());
    }

    private void read(Set<EntryId> missing, Keep keep) throws IOException, InterruptedException {
        boolean mayPair = !missing.isEmpty();
        Lost lost = Lost.of(trees.local().tree(), missing);
        for (int from = 0; from < unread.size(); from += BLOCK) {
            List<Unread> block = unread.subList(from, Math.min(from + BLOCK, unread.size()));
            List<FileReading.Outcome> outcomes =
                    reading.readAll(block.stream().map(this::path).toList());
            for (int i = 0; i < block.size(); i++) {
                take(block.get(i), outcomes.get(i), lost, missing);
            }
            if (!mayPair && unread.size() > BLOCK) {
                trees.changeLocal(found, List.of());
                found.clear();
                keep.run();
            }
        }
    }

    private Path path(Unread one) {
        return root.path().resolve(one.path());
    }

    private void take(Unread one, FileReading.Outcome outcome, Lost lost, Set<EntryId> missing) {
        Match match = one.match();
        switch (outcome) {
            case FileReading.Outcome.Read(Content.File file, Sighting sighting) -> {
                Optional<EntryId> moved =
                        match.known() ? Optional.empty() : lost.take(file, match.seen().name());
                if (moved.isPresent()) {
                    missing.remove(moved.get());
                    EntryState now = new EntryState(match.parent(), match.seen().name(), file);
                    found.add(new Found(moved.get(), now, sighting));
                } else {
                    note(match, unlessSame(match, file), sighting);
                }
            }
            case FileReading.Outcome.Moving _ -> {
                moving = true;
                hold(match);
            }
            case FileReading.Outcome.Failed(String reason) -> {
                troubles.add(ScanTrouble.error(one.path(), reason));
                hold(match);
            }
        }
    }

    /// A touch is no change: then the file counts as modified when it was before.
    private Content unlessSame(Match match, Content.File file) {
        return before(match).map(EntryState::content).filter(file::sameAs).orElse(file);
    }

    /// The content is not known now. A known entry keeps what was known, at the spot where it is; a
    /// new one waits.
    private void hold(Match match) {
        Optional<EntryState> before = before(match);
        Optional<Sighting> last = trees.local().sighting(match.entry());
        if (before.isPresent() && last.isPresent()) {
            held.add(match.entry());
            Spot spot = new Spot(match.parent(), match.seen().name());
            Sighting unsettled = new Sighting(last.get().stat(), false);
            if (!before.get().spot().equals(spot)) {
                found.add(new Found(match.entry(), before.get().at(spot), unsettled));
            } else {
                trees.seeLocal(match.entry(), unsettled);
            }
        }
    }
}
