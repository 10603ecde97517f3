package eu.allmende.engine.folder;

import java.util.ArrayList;
import java.util.List;

/// What a folder does not sync: the lines of `.allmendeignore`, in the grammar of gitignore.
///
/// A line `junk:PATTERN` ignores as well; what it names may vanish together with its directory. The
/// last rule that matches decides; `!` takes a path back, unless a directory above it is ignored.
/// There is one such file, at the top of a folder, of which at most [#MOST] lines count. Immutable.
public final class IgnoreRules {
    /// No rules: everything is synced.
    public static final IgnoreRules NONE = new IgnoreRules(List.of());

    /// So many lines count; any device of the account may have written them.
    public static final int MOST = 5000;

    private static final String JUNK = "junk:";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<IgnoreRule> rules;

    private IgnoreRules(List<IgnoreRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// The rules in these lines. Lines that are no pattern are left out, as git does.
    public static IgnoreRules parse(List<String> lines) {
        List<IgnoreRule> rules = new ArrayList<>();
        for (String each : lines.subList(0, Math.min(lines.size(), MOST))) {
            String line = each.startsWith(BYTE_ORDER_MARK) ? each.substring(1) : each;
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
        for (IgnoreRule rule : rules.reversed()) {
            if (rule.matches(path, shape)) {
                return rule.verdict();
            }
        }
        return Verdict.SYNC;
    }

    /// What is to be done with a path, whatever is done with the directories above it.
    public Verdict judgeWithAbove(String path, Shape shape) {
        if (isEmpty()) {
            return Verdict.SYNC;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            Verdict above = judge(path.substring(0, slash), Shape.DIRECTORY);
            if (above != Verdict.SYNC) {
                return above;
            }
        }
        return judge(path, shape);
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
