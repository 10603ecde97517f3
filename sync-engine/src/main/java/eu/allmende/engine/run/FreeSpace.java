package eu.allmende.engine.run;

import eu.allmende.engine.FolderMode;
import eu.allmende.engine.History.Left;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SpaceOutcome;
import eu.allmende.engine.apply.Freeing;
import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed.Standing;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Frees files of one folder, and brings freed ones back.
///
/// Each file is read and compared, and all of its content gathered from the holders, while passes
/// go on; then it is freed between two passes, if it is still what was read.
final class FreeSpace {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final LinkedFolder folder;
    private final Choices choices;

    FreeSpace(LinkedFolder folder, Choices choices) {
        this.folder = folder;
        this.choices = choices;
    }

    /// A file that may be freed, if the commons proves that it has it.
    private record Candidate(EntryId entry, String path, Content.File file) {}

    /// What was found at a path.
    ///
    /// @param single whether a person named just this file
    private record Found(boolean single, List<Candidate> files, List<Left> left) {}

    /// Frees a file, or all that can be freed in a directory.
    ///
    /// @param inside with `/`; empty for the whole folder
    SpaceOutcome free(String inside) throws IOException {
        folder.requireNoPause();
        if (choices.mode() == FolderMode.SEND) {
            throw new RefusedException(
                    "The folder " + name() + " only sends: all of it must be on this disk.");
        }
        PassEnd _ = folder.sync(FIRST_LOOK);
        Found found = folder.ask(() -> find(folder.loop().partsForWork(), inside));
        List<Left> left = new ArrayList<>(found.left);
        long files = 0;
        long bytes = 0;
        for (Candidate one : found.files) {
            Optional<String> objection = free(one);
            if (objection.isPresent()) {
                left.add(new Left(one.path, objection.get()));
            } else {
                files++;
                bytes += one.file.sizeBytes();
            }
        }
        if (found.single && !left.isEmpty()) {
            Left only = left.getFirst();
            throw new RefusedException(only.path() + " is not freed: " + only.reason());
        }
        return new SpaceOutcome(name(), files, bytes, left);
    }

    private Found find(FolderParts parts, String inside) throws IOException {
        FolderTrees trees = parts.trees();
        Tree local = trees.local().tree();
        EntryId top = entry(trees, inside);
        boolean single =
                !top.equals(EntryState.ROOT)
                        && !local.find(top).filter(EntryState::isDirectory).isPresent();
        FreeingRules rules = FreeingRules.of(parts, choices);
        List<Candidate> files = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (EntryId entry : within(local, top)) {
            if (!single && trees.local().freed(entry).isPresent()) {
                continue;
            }
            String path = local.path(entry).orElse(inside);
            Optional<String> objection = rules.objection(entry, path);
            if (objection.isPresent()) {
                left.add(new Left(path, objection.get()));
            } else if (local.find(entry).orElseThrow().content() instanceof Content.File file) {
                files.add(new Candidate(entry, path, file));
            }
        }
        return new Found(single, files, left);
    }

    private static EntryId entry(FolderTrees trees, String inside) throws RefusedException {
        if (inside.isEmpty()) {
            return EntryState.ROOT;
        }
        Tree local = trees.local().tree();
        return local.resolve(inside)
                .or(() -> placeholder(trees, inside))
                .orElseThrow(() ->
                        new RefusedException(
                                inside + " is not in the folder here, or was not looked at yet."));
    }

    /// The freed entry whose placeholder has this path.
    private static Optional<EntryId> placeholder(FolderTrees trees, String inside) {
        return inside.endsWith(Placeholder.SUFFIX)
                ? trees.local()
                        .tree()
                        .resolve(inside.substring(0, inside.length() - Placeholder.SUFFIX.length()))
                        .filter(entry -> trees.local().freed(entry).isPresent())
                : Optional.empty();
    }

    /// All files and links at or below an entry, in the order of their paths.
    private static List<EntryId> within(Tree local, EntryId top) {
        List<EntryId> open = new ArrayList<>(List.of(top));
        List<EntryId> files = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            EntryId entry = open.get(i);
            if (local.find(entry).filter(state -> !state.isDirectory()).isPresent()) {
                files.add(entry);
            }
            local.children(entry).entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(child -> open.add(child.getValue()));
        }
        return files;
    }

    private Optional<String> free(Candidate one) throws IOException {
        FolderParts parts = folder.ask(folder.loop()::partsForWork);
        Path path = parts.disk().root().path().resolve(one.path);
        FileReading.Outcome outcome;
        try {
            outcome = parts.reading().readAll(List.of(path)).getFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a file");
        }
        if (!(outcome instanceof FileReading.Outcome.Read(Content.File file, Sighting seen))) {
            return Optional.of("It is being written, or cannot be read.");
        }
        if (!file.sameAs(one.file)) {
            return Optional.of("It is not as it is in the commons: sync first.");
        }
        Optional<String> unproven = unproven(parts, one.file);
        return unproven.isPresent()
                ? unproven
                : folder.ask(() -> free(folder.loop().partsForWork(), one, seen.stat()));
    }

    private static Optional<String> unproven(FolderParts parts, Content.File file) {
        try {
            return parts.commons().inspection().open(List.of(file)).stream()
                    .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                    .findFirst()
                    .map(finding -> "The commons did not prove that it has it: " + finding.text());
        } catch (IOException e) {
            return Optional.of("The commons cannot be asked now whether it has it.");
        }
    }

    private Optional<String> free(FolderParts parts, Candidate one, Stat seen) throws IOException {
        Tree local = parts.trees().local().tree();
        boolean same =
                local.path(one.entry).filter(one.path::equals).isPresent()
                        && local.find(one.entry)
                                .map(EntryState::content)
                                .filter(one.file::sameAs)
                                .isPresent();
        Optional<String> objection =
                same
                        ? FreeingRules.of(parts, choices).objection(one.entry, one.path)
                        : Optional.of("It has just changed.");
        if (objection.isPresent()) {
            return objection;
        }
        byte[] random = new byte[Hash.SIZE_BYTES];
        RANDOM.nextBytes(random);
        Optional<String> failed =
                new Freeing(parts.disk(), parts.trees(), parts.store())
                        .free(one.entry, seen, Hash.of(random));
        folder.status().freed(new FreedFiles(parts.trees()).count());
        return failed;
    }

    /// Brings a freed file back, or all that is freed in a directory. What cannot be had now comes
    /// as soon as it can.
    ///
    /// @param inside with `/`, with or without what placeholders have more; empty for the folder
    SpaceOutcome fetch(String inside) throws IOException {
        folder.requireNoPause();
        PassEnd _ = folder.sync(FIRST_LOOK);
        List<Candidate> wanted = folder.ask(() -> want(folder.loop().partsForWork(), inside));
        PassEnd end = wanted.isEmpty() ? new PassEnd.Quiet() : folder.sync(PATIENCE);
        Set<EntryId> freed =
                folder.ask(() -> {
                    FolderParts parts = folder.loop().partsForWork();
                    folder.status().freed(new FreedFiles(parts.trees()).count());
                    return new HashSet<>(parts.trees().local().freed());
                });
        List<Left> left =
                wanted.stream()
                        .filter(one -> freed.contains(one.entry))
                        .map(one -> new Left(one.path, reason(one.path, end)))
                        .toList();
        List<Candidate> here = wanted.stream().filter(one -> !freed.contains(one.entry)).toList();
        return new SpaceOutcome(
                name(),
                here.size(),
                here.stream().mapToLong(one -> one.file.sizeBytes()).sum(),
                left);
    }

    /// Brings freed files back, as far as they can be had now.
    void fetch(List<EntryId> entries) throws IOException {
        List<Candidate> wanted = folder.ask(() -> want(folder.loop().partsForWork(), entries));
        if (!wanted.isEmpty()) {
            PassEnd _ = folder.sync(PATIENCE);
        }
    }

    private List<Candidate> want(FolderParts parts, String inside) throws IOException {
        FolderTrees trees = parts.trees();
        List<Candidate> wanted = want(parts, within(trees.local().tree(), entry(trees, inside)));
        if (wanted.isEmpty() && !inside.isEmpty()) {
            throw new RefusedException(inside + " is not freed.");
        }
        return wanted;
    }

    private static List<Candidate> want(FolderParts parts, List<EntryId> entries)
            throws IOException {
        FolderTrees trees = parts.trees();
        Tree local = trees.local().tree();
        List<Candidate> wanted = new ArrayList<>();
        for (EntryId entry : entries) {
            Optional<Content> content = trees.remote().find(entry).map(EntryState::content);
            if (trees.local().freed(entry).isPresent()
                    && content.isPresent()
                    && content.get() instanceof Content.File file) {
                trees.standLocal(entry, Standing.RETURNING);
                wanted.add(new Candidate(entry, local.path(entry).orElse(""), file));
            }
        }
        parts.store().save();
        return wanted;
    }

    private String reason(String path, PassEnd end) {
        return folder.status().view().troubles().stream()
                .filter(trouble -> trouble.path().equals(path))
                .findFirst()
                .map(trouble -> trouble.reason())
                .or(() ->
                        switch (end) {
                            case PassEnd.Waiting(PassEnd.Cause _, String why) -> Optional.of(why);
                            case PassEnd.Attention(String why) -> Optional.of(why);
                            case PassEnd.Quiet _,
                                    PassEnd.Again _,
                                    PassEnd.Underway _,
                                    PassEnd.Moving _ ->
                                    Optional.empty();
                        })
                .orElse("It is on its way.");
    }

    private String name() {
        return folder.link().name();
    }
}
