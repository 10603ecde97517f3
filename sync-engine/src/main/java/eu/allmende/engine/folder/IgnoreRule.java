package eu.allmende.engine.folder;

import java.util.Optional;

/// One line of `.allmendeignore`. Source: the pattern format of gitignore(5), and how git reads it.
///
/// @param glob compared with the name alone, or the whole path
/// @param nameOnly whether the pattern holds no slash, but perhaps at its end
record IgnoreRule(
        Glob glob, boolean nameOnly, boolean directoriesOnly, IgnoreRules.Verdict verdict) {
    static Optional<IgnoreRule> parse(String line, boolean junk) {
        String text = withoutTrailingSpaces(line);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        if (negated) {
            text = text.substring(1);
        }
        boolean directoriesOnly = text.endsWith("/");
        if (directoriesOnly) {
            text = text.substring(0, text.length() - 1);
        }
        boolean nameOnly = text.indexOf('/') < 0;
        IgnoreRules.Verdict verdict =
                negated
                        ? IgnoreRules.Verdict.SYNC
                        : junk ? IgnoreRules.Verdict.JUNK : IgnoreRules.Verdict.IGNORE;
        return text.isEmpty()
                ? Optional.empty()
                : Glob.parse(text.startsWith("/") ? text.substring(1) : text)
                        .map(glob -> new IgnoreRule(glob, nameOnly, directoriesOnly, verdict));
    }

    boolean matches(String path, IgnoreRules.Shape shape) {
        if (directoriesOnly && shape != IgnoreRules.Shape.DIRECTORY) {
            return false;
        }
        return glob.matches(nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path);
    }

    /// Spaces at the end count only after a backslash.
    private static String withoutTrailingSpaces(String line) {
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
                end = Math.min(i + 1, line.length());
            } else if (line.charAt(i) != ' ') {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }
}
