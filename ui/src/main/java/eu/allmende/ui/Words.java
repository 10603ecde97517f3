package eu.allmende.ui;

import java.text.Collator;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/// The window's words: in the person's language if there is a bundle for it, else in English.
final class Words {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private static final String BUNDLE = "eu.allmende.ui.words";

    private final ResourceBundle bundle;
    private final Sentences sentences;
    private final Locale locale;

    Words(Locale wanted) {
        Control noFallback = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        bundle = ResourceBundle.getBundle(BUNDLE, wanted, noFallback);
        sentences =
                new Sentences(ResourceBundle.getBundle(BUNDLE, Locale.ROOT, noFallback), bundle);
        boolean translated = !bundle.getLocale().getLanguage().isEmpty();
        locale = translated ? wanted : Locale.ENGLISH;
    }

    /// The text with this key, its places filled.
    String text(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }

    /// What engine or commons said, in the person's language where its words are known.
    String said(String sentence) {
        return sentences.inOwnWords(sentence);
    }

    /// Everything in one line.
    String summary(DeskSnapshot snapshot) {
        if (snapshot.membership() == DeskSnapshot.Membership.NONE) {
            return text("summary.stranger");
        }
        int nodes = snapshot.nodes().size();
        int folders = snapshot.folders().size();
        long answering =
                snapshot.nodes().stream()
                        .filter(node -> node.contact() == NodeRow.Contact.ANSWERS)
                        .count();
        if (nodes == 0) {
            return text("summary.alone", folders);
        }
        return isAsked(snapshot)
                ? text("summary", folders, nodes, answering)
                : text("summary.unasked", folders, nodes);
    }

    private static boolean isAsked(DeskSnapshot snapshot) {
        return snapshot.nodes().stream()
                .anyMatch(node -> node.contact() != NodeRow.Contact.UNKNOWN);
    }

    /// The word for one value of an enum; its key is `State.PAUSED`, for example.
    String text(Enum<?> value) {
        return bundle.getString(value.getDeclaringClass().getSimpleName() + "." + value.name());
    }

    /// A number of bytes, in the unit that suits it.
    String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(locale, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }

    /// A country's name in the person's language; a word for unknown if it is not two letters.
    String country(String code) {
        return code.matches("[A-Z]{2}")
                ? Locale.of("", code).getDisplayCountry(locale)
                : text("unknown");
    }

    /// The order of the language's dictionary.
    Comparator<Object> order() {
        return Collator.getInstance(locale);
    }
}
