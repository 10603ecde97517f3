package eu.allmende.engine.folder;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One line of `.allmendeignore`. Source: the pattern format of gitignore(5).
record IgnoreRule(Pattern pattern, boolean directoriesOnly, IgnoreRules.Verdict verdict) {
    static Optional<IgnoreRule> parse(String line, boolean junk) {
        String text = stripTrailingSpaces(line);
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
        if (text.isEmpty()) {
            return Optional.empty();
        }
        IgnoreRules.Verdict verdict =
                negated
                        ? IgnoreRules.Verdict.SYNC
                        : junk ? IgnoreRules.Verdict.JUNK : IgnoreRules.Verdict.IGNORE;
        try {
            Pattern pattern = Pattern.compile(expression(text), Pattern.DOTALL);
            return Optional.of(new IgnoreRule(pattern, directoriesOnly, verdict));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    boolean matches(String path, IgnoreRules.Shape shape) {
        return (!directoriesOnly || shape == IgnoreRules.Shape.DIRECTORY)
                && pattern.matcher(path).matches();
    }

    private static String expression(String glob) {
        boolean anchored = glob.indexOf('/') >= 0;
        String text = glob.startsWith("/") ? glob.substring(1) : glob;
        StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
        int i = 0;
        while (i < text.length()) {
            i = translate(text, i, regex);
        }
        return regex.toString();
    }

    /// Adds the expression for what stands at `i`; gives the place after it.
    private static int translate(String text, int i, StringBuilder regex) {
        char c = text.charAt(i);
        if (text.startsWith("**/", i) && (i == 0 || text.charAt(i - 1) == '/')) {
            regex.append("(?:.*/)?");
            return i + 3;
        }
        if (text.startsWith("/**", i) && i + 3 == text.length()) {
            regex.append("/.+");
            return i + 3;
        }
        switch (c) {
            case '*' -> regex.append("[^/]*");
            case '?' -> regex.append("[^/]");
            case '[' -> {
                return set(text, i, regex);
            }
            case '\\' -> {
                if (i + 1 < text.length()) {
                    regex.append(Pattern.quote(text.substring(i + 1, i + 2)));
                }
                return i + 2;
            }
            default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
        return i + 1;
    }

    private static int set(String text, int from, StringBuilder regex) {
        int first = from + 1;
        boolean not = first < text.length() && "!^".indexOf(text.charAt(first)) >= 0;
        int start = not ? first + 1 : first;
        int end = text.indexOf(']', Math.min(start + 1, text.length()));
        if (end < 0) {
            regex.append("\\[");
            return from + 1;
        }
        String members = text.substring(start, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append("(?!/)[").append(not ? "^" : "");
        regex.append(members.replace("&&", "&\\&").replace("^", "\\^")).append(']');
        return end + 1;
    }

    private static String stripTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0
                && " \t\r".indexOf(line.charAt(end - 1)) >= 0
                && !(end > 1 && line.charAt(end - 2) == '\\')) {
            end--;
        }
        return line.substring(0, end);
    }
}
