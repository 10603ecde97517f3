package eu.allmende.engine.scan;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.IgnoreRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The rules that lie in a folder, and what is odd about their file. It is synced as any other: any
/// device may have written it.
///
/// @param rules none if there is no such file
/// @param lines of which the rules were made
public record RulesFile(IgnoreRules rules, List<String> lines, List<ScanTrouble> troubles) {
    private static final RulesFile NONE = new RulesFile(IgnoreRules.NONE, List.of(), List.of());
    private static final int MOST_BYTES = 1024 * 1024;

    /// Reads them. A link is not followed, and of a very long file the end is left out.
    ///
    /// @throws IOException if there is a file that cannot be read: then nothing may be concluded
    public static RulesFile read(FolderRoot root) throws IOException {
        Path path = root.path().resolve(FolderRoot.RULES);
        try {
            if (Stat.of(path).kind() != Stat.Kind.FILE) {
                return new RulesFile(
                        IgnoreRules.NONE, List.of(), note("It is no file, so no rule counts."));
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                List<String> lines = text.lines().toList();
                boolean whole = in.read() < 0 && lines.size() <= IgnoreRules.MOST;
                return new RulesFile(
                        IgnoreRules.parse(lines),
                        lines,
                        whole ? List.of() : note("It is too long: the last rules do not count."));
            }
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /// Whether both say the same.
    public boolean isSame(RulesFile other) {
        return lines.equals(other.lines) && troubles.equals(other.troubles);
    }

    private static List<ScanTrouble> note(String sentence) {
        return List.of(ScanTrouble.note(FolderRoot.RULES, sentence));
    }
}
