package eu.allmende.ui;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The window's words, in the person's language.
final class Words {
    private final ResourceBundle bundle;
    private final Locale locale;

    Words(Locale locale) {
        this.locale = locale;
        bundle = ResourceBundle.getBundle("eu.allmende.ui.words", locale);
    }

    /// The text with this key, its places filled.
    String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /// A number of bytes, in the unit that suits it.
    String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < units.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(locale, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
    }

    /// A country's name in the person's language.
    String country(String code) {
        return code.length() == 2 ? Locale.of("", code).getDisplayCountry(locale) : text("unknown");
    }

    /// What a folder does now, in words.
    String state(FolderRow row) {
        return switch (row.state()) {
            case UP_TO_DATE -> text("state.up-to-date");
            case SCANNING -> text("state.scanning");
            case SYNCING ->
                    row.totalBytes() == 0
                            ? text("state.syncing", row.pendingFiles())
                            : text(
                                    "state.transferring",
                                    row.pendingFiles(),
                                    bytes(row.doneBytes()),
                                    bytes(row.totalBytes()));
            case PAUSED -> text("state.paused");
            case WAITING -> text("state.waiting");
            case ATTENTION -> text("state.attention");
            case STOPPED -> text("state.stopped");
        };
    }

    /// How well a node's country is known, in words.
    String level(NodeRow.Level level) {
        return switch (level) {
            case DECLARED -> text("level.0");
            case NETWORK -> text("level.1");
            case DELAY -> text("level.2");
            case DELAY_TO_DATA -> text("level.3");
            case ATTESTED -> text("level.4");
        };
    }

    /// Whether a node answers, in words.
    String contact(NodeRow.Contact contact) {
        return switch (contact) {
            case ANSWERS -> text("contact.answers");
            case SILENT -> text("contact.silent");
            case UNKNOWN -> text("contact.unknown");
        };
    }
}
