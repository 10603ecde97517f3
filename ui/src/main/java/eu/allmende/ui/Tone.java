package eu.allmende.ui;

import java.util.Locale;

/// How a state is coloured. Always beside a word and a sign: colour alone never carries the
/// meaning.
enum Tone {
    GOOD,
    BUSY,
    IDLE,
    WARNING,
    BAD;

    /// The tone's name in the style sheet.
    String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
