package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.plan.Ground;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.scan.RulesFile;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.scan.Seen;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.FolderTrees.Found;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Recognition;
import eu.allmende.engine.tree.Recognition.LeftAlone;
import eu.allmende.engine.tree.Recognition.Match;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Looks at the disk, or at parts of it, and brings the local tree up to date. Reads only files
/// whose stat says that they changed.
final class Survey {
    private static final int BLOCK = 5000;

    private final FolderRoot root;
    private final Disk.NameSource names;
    private final FolderTrees trees;
    private final FileReading reading;
    private final Duration grace;
    private final List<ScanTrouble> troubles = new ArrayList<>();
    private final Set<EntryId> held = new HashSet<>();
    private final List<Found> found = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Set<Spot> taken = new HashSet<>();
    private final boolean hasBits;
    private final Set<String> again = new HashSet<>();
    private Supplier<EntryId> freshIds = EntryIds::fresh;
    private LastLook last = new LastLook();
    private Parts parts = Parts.WHOLE;

    private Survey(Disk disk, FolderTrees trees, FileReading reading, Duration grace) {
        root = disk.root();
        names = disk.names();
        this.trees = trees;
        this.reading = reading;
        this.grace = grace;
        hasBits = root.path().getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// A file that must be read.
    record Unread(Match match, String path) {}

    /// What a look found.
    ///
    /// @param held entries whose content is not known now
    /// @param ground what the disk is like, beside what it holds
    /// @param covered which directories were looked at, and which must be once more
    record Result(Set<EntryId> held, Ground ground, List<ScanTrouble> troubles, Covered covered) {
        /// Whether some file is being written at this moment, or perhaps on its way elsewhere.
        boolean moving() {
            return !covered.again().isNone();
        }

        /// Whether there is nothing that another look may show.
        boolean isComplete() {
            return held.isEmpty()
                    && !moving()
                    && troubles.stream().allMatch(one -> one.weight() == ScanTrouble.Weight.NOTE);
        }
    }

    /// Called after a part of a long look, so that it need not be done again after a crash.
    @FunctionalInterface
    interface Keep {
        void run() throws IOException;
    }

    /// Makes ready for one look.
    ///
    /// @param grace how long a directory must be quiet before what vanished from it is believed
    ///   gone
    static Survey of(Disk disk, FolderTrees trees, FileReading reading, Duration grace) {
        return new Survey(disk, trees, reading, grace);
    }

    /// The same, with other ids for what is new.
    Survey withIds(Supplier<EntryId> ids) {
        freshIds = ids;
        return this;
    }

    /// The same, reading only these directories if the rest is known from the last look.
    Survey after(LastLook before, Parts which) {
        last = before;
        parts = which;
        return this;
    }

    /// Looks.
    ///
    /// @throws IOException if the folder as a whole cannot be read; nothing was concluded
    Result look(Keep keep) throws IOException, InterruptedException {
        RulesFile rules = RulesFile.read(root);
        troubles.addAll(rules.troubles());
        DiskNames disk = names.now();
        Optional<Recollection> known = last.recall(parts, rules, disk, trees);
        last.forget();
        Absences.Moment moment = new Absences.Moment(reading.now(), grace);
        Looking looking = new Looking(root, trees, disk, freshIds, moment);
        Looking.Outcome outcome = looking.look(rules, known);
        Recognition.Result seen = outcome.seen();
        troubles.addAll(outcome.sight().troubles());
        held.addAll(seen.frozen());
        for (Match match : seen.matches()) {
            String parent = outcome.prefixes().getOrDefault(match.parent(), "");
            sort(match, parent + match.seen().name());
        }
        Hidden hidden = hidden(seen, rules.rules());
        Set<EntryId> missing = new HashSet<>(seen.missing());
        noteFreed(seen, outcome.prefixes(), missing);
        missing.removeAll(hidden.absent());
        wait(looking.doubtful(outcome), missing, outcome);
        read(missing, keep);
        trees.changeLocal(found, missing);
        if (taken.isEmpty() && seen.leftAlone().isEmpty()) {
            last.keep(rules, disk, outcome);
        }
        taken.addAll(hidden.taken());
        trees.local().freed().forEach(entry -> taken.add(onDisk(entry)));
        Ground ground = new Ground(disk, taken, hidden.entries());
        Covered covered = new Covered(outcome.looked(), Parts.in(again));
        return new Result(Set.copyOf(held), ground, List.copyOf(troubles), covered);
    }

    /// What is not believed to be gone yet is held, and looked for again where it was.
    private void wait(Set<EntryId> doubtful, Set<EntryId> missing, Looking.Outcome outcome) {
        for (EntryId entry : doubtful) {
            if (missing.remove(entry)) {
                held.add(entry);
                EntryId directory = trees.local().tree().find(entry).orElseThrow().parent();
                Optional.ofNullable(outcome.prefixes().get(directory))
                        .ifPresent(prefix -> again.add(Parts.above(prefix)));
            }
        }
    }

    /// What rules hide is held. What of it is gone here counts as never agreed on, so that it is no
    /// deletion when the rule goes.
    private Hidden hidden(Recognition.Result seen, IgnoreRules rules) {
        Hidden hidden = Hidden.of(trees.local().tree(), seen, rules);
        troubles.addAll(hidden.notes());
        held.addAll(hidden.entries());
        trees.forgetSynced(hidden.absent().stream().filter(trees.synced()::containsKey).toList());
        return hidden;
    }

    private Spot onDisk(EntryId entry) {
        Spot spot = trees.local().tree().find(entry).orElseThrow().spot();
        return spot.named(Placeholder.nameFor(spot.name()));
    }

    /// Tells what became of placeholders. What is gone here and there is gone.
    private void noteFreed(
            Recognition.Result seen, Map<EntryId, String> paths, Set<EntryId> missing) {
        for (EntryId entry : seen.lost()) {
            if (trees.remote().contains(entry)) {
                lose(entry);
            } else {
                held.remove(entry);
                missing.add(entry);
            }
        }
        for (LeftAlone one : seen.leftAlone()) {
            String path = paths.getOrDefault(one.parent(), "") + one.seen().name();
            troubles.add(
                    switch (one.why()) {
                        case IN_ITS_PLACE ->
                                ScanTrouble.note(
                                        path,
                                        "It is not sent, for it has the name of a freed file: give"
                                                + " it another name.");
                        case ASTRAY ->
                                ScanTrouble.note(
                                        path,
                                        "This placeholder of a freed file cannot have this name:"
                                                + " give it another one that ends in .allmende.");
                        case UNCLEAR ->
                                ScanTrouble.error(
                                        path,
                                        "It is the placeholder of a freed file and cannot be read.");
                    });
        }
    }

    /// The entry stays as it was, whatever the disk lacks of it, until a person fetches it.
    private void lose(EntryId entry) {
        held.add(entry);
        Freed freed = trees.local().freed(entry).orElseThrow();
        if (freed.standing() == Freed.Standing.HERE) {
            trees.standLocal(entry, Freed.Standing.LOST);
        }
        if (freed.standing() != Freed.Standing.RETURNING) {
            troubles.add(
                    ScanTrouble.note(
                            trees.local().tree().path(entry).orElse(""),
                            "It is freed, and its placeholder was changed or replaced: `allmende"
                                    + " fetch` brings it back."));
        }
    }

    private void sort(Match match, String path) {
        Seen seen = match.seen();
        switch (seen.stat().kind()) {
            case DIRECTORY -> keep(match, new Content.Directory());
            case LINK -> keep(match, new Content.Link(seen.linkTarget()));
            case FILE -> {
                if (match.known() && trees.local().freed(match.entry()).isPresent()) {
                    keepFreed(match);
                } else if (mustRead(match)) {
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

    /// What the file holds that was freed is what was last known; this is its placeholder.
    private void keepFreed(Match match) {
        Stat stat = match.seen().stat();
        Freed last = trees.local().freed(match.entry()).orElseThrow();
        Freed freed =
                last.standing() == Freed.Standing.LOST ? last.standing(Freed.Standing.HERE) : last;
        Content content = before(match).orElseThrow().content();
        boolean settled = StableRead.isSettled(stat, reading.now());
        note(match, content, new Sighting(stat, settled, Optional.of(freed)));
    }

    private void note(Match match, Content content, Sighting sighting) {
        Optional<EntryState> before = before(match);
        EntryState now = new EntryState(match.parent(), match.name(), content);
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
                        match.known() ? Optional.empty() : lost.take(file, match.name());
                Content.File seen = withBitsOf(moved.orElse(match.entry()), file);
                if (moved.isPresent()) {
                    missing.remove(moved.get());
                    EntryState now = new EntryState(match.parent(), match.name(), seen);
                    found.add(new Found(moved.get(), now, sighting));
                } else {
                    note(match, unlessSame(match, seen), sighting);
                }
            }
            case FileReading.Outcome.Like(Optional<Placeholder> placeholder) -> {
                placeholder
                        .flatMap(copy -> original(copy, missing))
                        .ifPresent(entry -> {
                            missing.remove(entry);
                            lose(entry);
                        });
                troubles.add(
                        ScanTrouble.note(
                                one.path(),
                                "It is a copy of a placeholder, and not sent: it holds nothing of"
                                        + " the freed file."));
                leaveAlone(match);
            }
            case FileReading.Outcome.Moving _ -> {
                again.add(Parts.above(one.path()));
                troubles.add(ScanTrouble.moving(one.path()));
                hold(match);
            }
            case FileReading.Outcome.Failed(String reason) -> {
                troubles.add(ScanTrouble.error(one.path(), reason));
                hold(match);
            }
        }
    }

    /// Where the disk has no exec bits nobody can have changed one.
    private Content.File withBitsOf(EntryId entry, Content.File file) {
        Optional<EntryState> before = trees.local().tree().find(entry);
        boolean kept =
                !hasBits
                        && before.isPresent()
                        && before.get().content() instanceof Content.File old
                        && old.executable();
        return kept
                ? new Content.File(
                        file.contentId(), file.sizeBytes(), file.modified(), true, file.chunks())
                : file;
    }

    /// A touch is no change: then the file counts as modified when it was before.
    private Content unlessSame(Match match, Content.File file) {
        return before(match).map(EntryState::content).filter(file::sameAs).orElse(file);
    }

    /// The freed entry that is gone and of whose placeholder this is a copy: perhaps it was moved
    /// by a program that copies and deletes.
    private Optional<EntryId> original(Placeholder copy, Set<EntryId> missing) {
        return missing.stream()
                .filter(entry ->
                        trees.local()
                                .freed(entry)
                                .filter(freed -> freed.random().equals(copy.random()))
                                .isPresent())
                .findFirst();
    }

    private void leaveAlone(Match match) {
        if (match.known()) {
            hold(match);
        } else {
            taken.add(new Spot(match.parent(), match.name()));
        }
    }

    /// The content is not known now. A known entry keeps what was known, at the spot where it is; a
    /// new one waits.
    private void hold(Match match) {
        Optional<EntryState> before = before(match);
        Optional<Sighting> last = trees.local().sighting(match.entry());
        if (before.isPresent() && last.isPresent()) {
            held.add(match.entry());
            Spot spot = new Spot(match.parent(), match.name());
            Sighting unsettled = last.get().again(last.get().stat(), false);
            if (!before.get().spot().equals(spot)) {
                found.add(new Found(match.entry(), before.get().at(spot), unsettled));
            } else {
                trees.seeLocal(match.entry(), unsettled);
            }
        }
    }
}
