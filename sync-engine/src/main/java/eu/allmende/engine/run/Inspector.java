package eu.allmende.engine.run;

import eu.allmende.engine.CheckReport;
import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.remote.CheckStage;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Finding.About;
import eu.allmende.engine.remote.Finding.Severity;
import eu.allmende.engine.remote.Inspection;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Looks into a folder and changes nothing: notes between two passes what the trees say, and
/// compares the disk and the pieces with that while passes go on.
final class Inspector {
    private static final int BLOCK = 1000;
    private static final long BLOCK_BYTES = 64L * 1024 * 1024;

    private final FolderParts parts;
    private final Map<EntryId, Committed> committed = new LinkedHashMap<>();
    private final Map<EntryId, Finding> differences = new LinkedHashMap<>();
    private final List<EntryId> differing = new ArrayList<>();

    private Inspector(FolderParts parts) {
        this.parts = parts;
    }

    /// A file as it was committed, and where it lies on this disk, if it does and is not freed.
    ///
    /// @param path in the folder
    private record Committed(Content.File file, Optional<String> here, String path) {
        Sought sought() {
            return new Sought(path, file);
        }
    }

    /// A file, and who knows where its content lies.
    record Place(Content.File file, Inspection inspection) {}

    /// Looks again at what the trees say.
    @FunctionalInterface
    interface Again {
        Inspector look() throws IOException;
    }

    /// Finds a file of the folder. Only between two passes.
    ///
    /// @param inside the file's path in the folder, with `/`
    static Place find(FolderParts parts, String inside) throws RefusedException {
        Tree remote = parts.trees().remote();
        Tree local = parts.trees().local().tree();
        Optional<EntryId> entry =
                remote.resolve(inside).or(() -> local.resolve(inside).filter(remote::contains));
        Optional<Content> content = entry.flatMap(remote::find).map(EntryState::content);
        if (content.isEmpty()) {
            throw new RefusedException(
                    local.resolve(inside).isPresent()
                            ? inside + " has not been sent yet."
                            : "The commons has no file " + inside + " in this folder yet.");
        }
        if (content.get() instanceof Content.File file) {
            return new Place(file, parts.commons().inspection());
        }
        throw new RefusedException(inside + " is no file.");
    }

    /// Notes what the trees say. Only between two passes.
    ///
    /// @param unwanted entries that need not be on this disk
    static Inspector of(FolderParts parts, Set<EntryId> unwanted) {
        Inspector inspector = new Inspector(parts);
        inspector.note(parts.trees(), unwanted);
        return inspector;
    }

    private void note(FolderTrees trees, Set<EntryId> unwanted) {
        Tree remote = trees.remote();
        Tree local = trees.local().tree();
        for (EntryId entry : remote.ids()) {
            if (remote.find(entry).map(EntryState::content).orElse(null)
                    instanceof Content.File file) {
                Optional<String> here = here(trees, entry);
                String path = here.or(() -> remote.path(entry)).orElse("");
                committed.put(entry, new Committed(file, here, path));
            }
            if (!local.contains(entry) && !unwanted.contains(entry)) {
                differences.put(entry, warning(remote, entry, "It is not on this disk yet."));
            }
        }
        for (EntryId entry : local.ids()) {
            if (!remote.contains(entry)) {
                differences.put(entry, warning(local, entry, "It has not been sent yet."));
            }
        }
    }

    private static Optional<String> here(FolderTrees trees, EntryId entry) {
        return trees.local().freed(entry).isPresent()
                ? Optional.empty()
                : trees.local().tree().path(entry);
    }

    private static Finding warning(Tree tree, EntryId entry, String text) {
        return new Finding(Severity.WARNING, About.LEDGER, tree.path(entry).orElse(""), text);
    }

    /// Reads every file and compares it with what was committed, then has the pieces proven.
    ///
    /// @param again what the trees say when the disk was read: what changed meanwhile is no finding
    /// @throws RefusedException if the watch ended it
    CheckReport check(Again again, CheckWatch watch) throws IOException, InterruptedException {
        return report(again, parts.commons().inspection()::prove, watch);
    }

    /// Reads every file and compares it with what was committed.
    CheckReport checkDisk(Again again, CheckWatch watch) throws IOException, InterruptedException {
        return report(again, (_, _) -> PieceCheck.NONE, watch);
    }

    /// As [#check], and makes lost pieces anew.
    CheckReport mend(Again again, CheckWatch watch) throws IOException, InterruptedException {
        return report(again, parts.commons().inspection()::mend, watch);
    }

    private interface Asking {
        PieceCheck ask(Collection<Sought> files, Progress progress) throws IOException;
    }

    private CheckReport report(Again again, Asking asking, CheckWatch watch)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Optional<String> absent = Absence.of(parts.disk().root(), parts.id());
        if (absent.isPresent()) {
            findings.add(new Finding(Severity.ERROR, About.DISK, "", absent.get()));
        } else {
            Map<EntryId, Finding> found = new LinkedHashMap<>(differences);
            compareDisk(found, watch);
            found.keySet().retainAll(unchangedIn(again.look(), found));
            findings.addAll(found.values());
        }
        Noticing noticing = new Noticing(watch);
        PieceCheck pieces =
                asking.ask(committed.values().stream().map(Committed::sought).toList(), noticing);
        findings.addAll(pieces.findings());
        noticing.sentences().forEach(text -> findings.add(new Finding(Severity.WARNING, "", text)));
        return new CheckReport(committed.size(), findings, pieces.mended(), pieces.counts());
    }

    private List<EntryId> unchangedIn(Inspector later, Map<EntryId, Finding> found) {
        return found.keySet().stream()
                .filter(entry ->
                        Objects.equals(committed.get(entry), later.committed.get(entry))
                                && Objects.equals(
                                        differences.get(entry), later.differences.get(entry)))
                .toList();
    }

    /// The files on this disk that the last check found to hold something else.
    List<EntryId> differing() {
        return List.copyOf(differing);
    }

    private void compareDisk(Map<EntryId, Finding> found, CheckWatch watch)
            throws IOException, InterruptedException {
        List<EntryId> here =
                committed.entrySet().stream()
                        .filter(each -> each.getValue().here().isPresent())
                        .map(Map.Entry::getKey)
                        .toList();
        long all = here.stream().mapToLong(this::bytes).sum();
        long done = 0;
        List<EntryId> block = new ArrayList<>();
        long blockBytes = 0;
        for (EntryId entry : here) {
            block.add(entry);
            blockBytes += bytes(entry);
            if (block.size() == BLOCK || blockBytes >= BLOCK_BYTES) {
                Noticing.reached(watch, CheckStage.FILES, done, all);
                compareDisk(block, found);
                done += blockBytes;
                block.clear();
                blockBytes = 0;
            }
        }
        Noticing.reached(watch, CheckStage.FILES, done, all);
        compareDisk(block, found);
        Noticing.reached(watch, CheckStage.FILES, all, all);
    }

    private long bytes(EntryId entry) {
        return Objects.requireNonNull(committed.get(entry)).file().sizeBytes();
    }

    private void compareDisk(List<EntryId> block, Map<EntryId, Finding> found)
            throws InterruptedException {
        Path root = parts.disk().root().path();
        List<Committed> files = block.stream().map(committed::get).toList();
        List<FileReading.Outcome> outcomes =
                parts.reading()
                        .readAll(
                                files.stream()
                                        .map(file -> root.resolve(file.here().orElseThrow()))
                                        .toList());
        for (int i = 0; i < outcomes.size(); i++) {
            EntryId entry = block.get(i);
            Committed file = files.get(i);
            difference(file.file(), outcomes.get(i))
                    .ifPresent(text -> {
                        differing.add(entry);
                        found.put(
                                entry,
                                new Finding(
                                        Severity.WARNING,
                                        About.DISK,
                                        file.here().orElseThrow(),
                                        text));
                    });
        }
    }

    private static Optional<String> difference(
            Content.File committed, FileReading.Outcome outcome) {
        return switch (outcome) {
            case FileReading.Outcome.Read(Content.File file, var _) ->
                    file.sameAs(committed)
                            ? Optional.empty()
                            : Optional.of("It differs from what was last committed.");
            case FileReading.Outcome.Like _ ->
                    Optional.of("It holds what a placeholder of a freed file holds.");
            case FileReading.Outcome.Moving _ -> Optional.of("It is being written, or gone.");
            case FileReading.Outcome.Failed(String reason) -> Optional.of(reason);
        };
    }
}
