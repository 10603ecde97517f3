package eu.allmende.engine.folder;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a disk makes of names: which of them it can hold, and which are one and the same to it.
///
/// @param sameness when two names are one
/// @param repertoire which names it can hold
/// @param mostBytes how long a name may be, in UTF-8
public record DiskNames(Sameness sameness, Repertoire repertoire, int mostBytes) {
    /// A disk that takes every name as it is.
    public static final DiskNames EXACT =
            new DiskNames(Sameness.BYTES, Repertoire.ALL, Names.MAX_BYTES);

    /// Takes for one what any disk does: names that differ here differ everywhere.
    public static final DiskNames COARSEST =
            new DiskNames(Sameness.CASES, Repertoire.ALL, Names.MAX_BYTES);

    private static final int DOTLESS_I = 0x131;
    private static final Pattern STRANGE_TO_WINDOWS = Pattern.compile("[<>:\"|?*\\\\\\x00-\\x1f]");
    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
    private static final Pattern PORT = Pattern.compile("(com|lpt)[0-9¹²³]");

    /// When two names are one.
    public enum Sameness {
        /// If their bytes are.
        BYTES,
        /// If they are spelled from the same letters, in whatever Unicode form.
        FORMS,
        /// If the same letters, be they capital or small.
        CASES
    }

    /// Which names a disk can hold.
    public enum Repertoire {
        /// All.
        ALL,
        /// Those that Windows can: without some characters, no dot or space last, no devices.
        WINDOWS
    }

    /// Whether names that differ are never one.
    public boolean isExact() {
        return sameness == Sameness.BYTES;
    }

    /// Names with the same key are one name to this disk: NFC and full case folding.
    public String key(String name) {
        return switch (sameness) {
            case BYTES -> name;
            case FORMS -> formless(name);
            case CASES -> isPlain(name) ? name.toLowerCase(Locale.ROOT) : folded(name);
        };
    }

    /// Whether the name, or one that is the same to this disk, is among these.
    public boolean isAmong(Collection<String> others, String name) {
        String key = key(name);
        return others.stream().anyMatch(other -> key(other).equals(key));
    }

    /// Whether the two are one name but for their Unicode form, on a disk that cares for none.
    public boolean differInForm(String one, String other) {
        return !one.equals(other) && form(one).equals(form(other));
    }

    /// The name in the one form that this disk makes of all.
    public String form(String name) {
        return isExact() ? name : formless(name);
    }

    /// Why this disk cannot hold a name, as a sentence; empty if it can.
    public Optional<String> objection(String name) {
        if (Names.bytes(name) > mostBytes) {
            return Optional.of(
                    "Its name is too long for this disk, which holds " + mostBytes + " bytes.");
        }
        return repertoire == Repertoire.WINDOWS ? windowsObjection(name) : Optional.empty();
    }

    private static Optional<String> windowsObjection(String name) {
        var strange = STRANGE_TO_WINDOWS.matcher(name);
        if (strange.find()) {
            char found = strange.group().charAt(0);
            return Optional.of(
                    found < ' '
                            ? "Its name holds a control character, which this disk cannot hold."
                            : "Its name holds " + found + ", which this disk cannot hold.");
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            return Optional.of("Its name ends with a dot or a space, which this disk cannot hold.");
        }
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing();
        String device = stem.toLowerCase(Locale.ROOT);
        return DEVICES.contains(device) || PORT.matcher(device).matches()
                ? Optional.of("Its name means a device to this system: " + stem + ".")
                : Optional.empty();
    }

    private static String formless(String name) {
        return isPlain(name) ? name : Normalizer.normalize(name, Form.NFC);
    }

    private static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        Normalizer.normalize(name, Form.NFD).codePoints().forEach(letter -> fold(letter, folded));
        return Normalizer.normalize(folded, Form.NFC);
    }

    /// Letter by letter, so that no letter depends on its neighbours; a dotless i is no i.
    private static void fold(int letter, StringBuilder into) {
        if (letter == DOTLESS_I) {
            into.appendCodePoint(letter);
            return;
        }
        Character.toString(Character.toLowerCase(letter))
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .map(Character::toLowerCase)
                .forEach(into::appendCodePoint);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
