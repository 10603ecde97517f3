package eu.allmende.engine.plan;

import eu.allmende.engine.folder.Names;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names the losing side of a conflict: `stem (conflicted copy DEVICE TIME).ext`, at most 255
/// bytes.
public final class ConflictName {
    private static final Pattern MARK =
            Pattern.compile(" \\(conflicted copy [^()]*\\)(?: \\d+)?(?=\\.[^.]*$|$)");
    private static final Pattern TIMED_MARK =
            Pattern.compile(
                    " \\(conflicted copy ([^()]*) \\d{4}-\\d\\d-\\d\\d \\d{6}\\)(?: \\d+)?(?=\\.[^.]*$|$)");
    private static final int LONGEST_EXTENSION = 32;
    private static final int LONGEST_DEVICE_BYTES = 60;

    private ConflictName() {}

    /// A free name for the loser of a name.
    ///
    /// @param name what it was called; a mark it has already is replaced, never nested
    /// @param isFree whether a name can be used; not asked again after the first that can
    public static String of(String name, Naming naming, Predicate<String> isFree) {
        Matcher old = MARK.matcher(name);
        String plain = old.find() ? old.replaceFirst("") : name;
        int dot = plain.lastIndexOf('.');
        boolean hasExtension = dot > 0 && plain.length() - dot <= LONGEST_EXTENSION;
        String stem = hasExtension ? plain.substring(0, dot) : plain;
        String extension = hasExtension ? plain.substring(dot) : "";
        String device = spelled(naming.device());
        String mark = " (conflicted copy " + device + " " + naming.time() + ")";
        for (int i = 1; ; i++) {
            String tail = mark + (i == 1 ? "" : " " + i) + extension;
            String candidate = cut(stem, Names.MAX_BYTES - Names.bytes(tail)) + tail;
            if (isFree.test(candidate)) {
                return candidate;
            }
        }
    }

    /// What a conflicted copy was called before; empty if the name is not one of a copy. A name
    /// that was cut to make room for the mark stays cut.
    public static Optional<String> original(String name) {
        if (!name.contains(" (conflicted copy ")) {
            return Optional.empty();
        }
        Matcher mark = MARK.matcher(name);
        return mark.find() ? Optional.of(mark.replaceFirst("")) : Optional.empty();
    }

    /// The device whose version a conflicted copy is; empty if the name is not one of a copy.
    public static Optional<String> device(String name) {
        Matcher mark = TIMED_MARK.matcher(name);
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    /// How a device is called in the names of its copies.
    public static String spelled(String device) {
        return cut(harmless(device), LONGEST_DEVICE_BYTES);
    }

    private static String harmless(String device) {
        String text = device.replaceAll("[/\\\\:*?\"<>|()\\p{Cntrl}]", "_").strip();
        return text.isEmpty() ? "device" : text;
    }

    /// The longest start of the text that has at most so many bytes.
    private static String cut(String text, int maxBytes) {
        int end = text.length();
        while (Names.bytes(text.substring(0, end)) > maxBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
