package eu.allmende.engine.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a folder does not sync: the lines of `.allmendeignore`, in the grammar of gitignore.
///
/// A line `junk:PATTERN` ignores as well; what it names may vanish together with its directory. The
/// last rule that matches decides; `!` takes a path back. Immutable.
public final class IgnoreRules {
    /// No rules: everything is synced.
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    private static final String JUNK = "junk:";

    private final List<IgnoreRule> rules;

    private IgnoreRules(List<IgnoreRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// The rules in these lines. Lines that are no pattern are left out, as git does.
    public static IgnoreRules parse(List<String> lines) {
        List<IgnoreRule> rules = new ArrayList<>();
        for (String line : lines) {
            boolean junk = line.startsWith(JUNK);
            IgnoreRule.parse(junk ? line.substring(JUNK.length()) : line, junk)
                    .ifPresent(rules::add);
        }
        return new IgnoreRules(rules);
    }

    /// What is to be done with a path. Whoever asks has asked for the directories above it before:
    /// in an ignored directory everything is ignored.
    ///
    /// @param path inside the folder, with `/`
    public Verdict judge(String path, Shape shape) {
        Optional<IgnoreRule> last = Optional.empty();
        for (IgnoreRule rule : rules) {
            if (rule.matches(path, shape)) {
                last = Optional.of(rule);
            }
        }
        return last.map(IgnoreRule::verdict).orElse(Verdict.SYNC);
    }

    /// Whether nothing is ignored.
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /// Whether a path is a directory: some rules speak only of those.
    public enum Shape {
        /// A directory.
        DIRECTORY,
        /// Anything else.
        OTHER
    }

    /// What is to be done with a path.
    public enum Verdict {
        /// It is synced.
        SYNC,
        /// It stays on this disk, untouched.
        IGNORE,
        /// As [#IGNORE], but it may vanish when its directory does.
        JUNK
    }
}
