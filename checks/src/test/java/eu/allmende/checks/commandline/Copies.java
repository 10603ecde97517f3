package eu.allmende.checks.commandline;

import eu.allmende.checks.program.Picture;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Conflicted copies carry the time at which they were made: here it is taken out of their names.
final class Copies {
    private static final Pattern MARK =
            Pattern.compile(" \\(conflicted copy (\\w+) \\d{4}-\\d\\d-\\d\\d \\d{6}\\)(?: \\d+)?");
    private static final Pattern CUT = Pattern.compile("n{100,}(?= \\(copy)");

    private Copies() {}

    /// The same picture with names like `stem (copy by B).ext`; a second copy, made later, is
    /// called so and ` again`.
    static Picture untimed(Picture picture) {
        Map<String, String> named = new TreeMap<>();
        new TreeMap<>(picture.things())
                .forEach((path, thing) -> {
                    Matcher mark = MARK.matcher(path);
                    String plain = CUT.matcher(mark.replaceAll(" (copy by $1)")).replaceAll("n");
                    while (named.containsKey(plain)) {
                        plain += " again";
                    }
                    named.put(plain, thing);
                });
        return new Picture(named);
    }
}
