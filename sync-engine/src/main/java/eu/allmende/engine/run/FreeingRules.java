package eu.allmende.engine.run;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.folder.IgnoreRules.Shape;
import eu.allmende.engine.folder.IgnoreRules.Verdict;
import eu.allmende.engine.folder.Names;
import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.scan.RulesFile;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import java.util.Set;

/// Why files cannot be freed, whatever the holders say.
///
/// @param rules of the folder
/// @param unwanted what lies in excluded directories
/// @param returning what lies in directories that are just coming back
record FreeingRules(
        FolderParts parts, IgnoreRules rules, Set<EntryId> unwanted, Set<EntryId> returning) {
    /// A placeholder takes as much room as a file of so many bytes.
    private static final long SMALLEST_BYTES = 4096;

    /// As things are now. Only between two passes.
    static FreeingRules of(FolderParts parts, Choices choices) throws IOException {
        return new FreeingRules(
                parts,
                RulesFile.read(parts.disk().root()).rules(),
                choices.unwanted().inside(parts.trees().remote()),
                choices.returning().inside(parts.trees().remote()));
    }

    /// Why this one cannot be, as a sentence; empty if it can.
    Optional<String> objection(EntryId entry, String path) throws IOException {
        FolderTrees trees = parts.trees();
        EntryState here = trees.local().tree().find(entry).orElseThrow();
        if (trees.local().freed(entry).isPresent()) {
            return Optional.of("It is freed already.");
        }
        if (!(here.content() instanceof Content.File file)) {
            return Optional.of("Only files are freed.");
        }
        EntryState agreed = trees.synced().get(entry);
        if (agreed == null
                || !agreed.sameAs(here)
                || trees.remote().find(entry).filter(here::sameAs).isEmpty()) {
            return Optional.of("It is not as it is in the commons: sync first.");
        }
        if (file.sizeBytes() <= SMALLEST_BYTES) {
            return Optional.of("It is as small as a placeholder.");
        }
        if (unwanted.contains(entry) || returning.contains(entry)) {
            return Optional.of("Its directory is excluded here, or just coming back.");
        }
        if (path.equals(FolderRoot.RULES)
                || (!rules.isEmpty() && rules.judgeWithAbove(path, Shape.OTHER) != Verdict.SYNC)) {
            return Optional.of("It is a file of rules, or a rule hides it.");
        }
        return toPlaceholder(entry, here, path);
    }

    private Optional<String> toPlaceholder(EntryId entry, EntryState here, String path)
            throws IOException {
        FolderTrees trees = parts.trees();
        String name = Placeholder.nameFor(here.name());
        Spot spot = here.spot().named(name);
        Optional<Stat> seen = trees.local().sighting(entry).map(Sighting::stat);
        if (seen.filter(stat -> stat.identity().isKnown()).isEmpty()) {
            return Optional.of(
                    "This disk gives files no numbers, by which a placeholder is known.");
        }
        boolean canBe =
                Names.bytes(name) <= Names.MAX_BYTES
                        && Placeholder.fileOf(name).filter(here.name()::equals).isPresent()
                        && parts.disk().names().now().objection(name).isEmpty();
        if (!canBe) {
            return Optional.of("Its placeholder cannot be called " + name + ".");
        }
        boolean taken =
                trees.local().tree().at(spot).isPresent()
                        || trees.remote().at(spot).isPresent()
                        || Files.exists(
                                parts.disk().root().path().resolve(Placeholder.nameFor(path)),
                                LinkOption.NOFOLLOW_LINKS);
        return taken ? Optional.of("Something is called " + name + " already.") : Optional.empty();
    }
}
