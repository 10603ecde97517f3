package eu.allmende.ui;

import eu.allmende.ui.NodeRow.Standing;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/// What is written of one node, in a person's language.
///
/// @param evidence how well the country is known
/// @param fence whether it may hold pieces of the folders here
record NodeView(
        String operator,
        String country,
        String law,
        String evidence,
        Marked fence,
        Marked contact) {
    /// A word with its sign and its colour.
    ///
    /// @param more all of it, for who stops at it
    record Marked(String text, Feather sign, Tone tone, String more) {
        Marked(String text, Feather sign, Tone tone) {
            this(text, sign, tone, text);
        }
    }

    static NodeView of(NodeRow row, Words words) {
        return new NodeView(
                row.operator().isBlank() ? words.text("unknown") : row.operator(),
                words.country(row.country()),
                words.country(row.law()),
                words.text(row.level()),
                fence(row.standing(), words),
                contact(row.contact(), words));
    }

    private static Marked fence(Standing standing, Words words) {
        return switch (standing) {
            case Standing.Unknown _ ->
                    new Marked(words.text("fence.unknown"), Feather.MINUS, Tone.IDLE);
            case Standing.Inside _ ->
                    new Marked(words.text("fence.inside"), Feather.CHECK, Tone.GOOD);
            case Standing.Outside _ ->
                    new Marked(words.text("fence.outside"), Feather.SLASH, Tone.IDLE);
            case Standing.OutsideOf(List<String> folders) ->
                    new Marked(
                            words.text("fence.partly"),
                            Feather.SLASH,
                            Tone.IDLE,
                            words.text("fence.outside.of", String.join(", ", folders)));
        };
    }

    private static Marked contact(NodeRow.Contact contact, Words words) {
        String text = words.text(contact);
        return switch (contact) {
            case ANSWERS -> new Marked(text, Feather.CHECK, Tone.GOOD);
            case SILENT -> new Marked(text, Feather.X, Tone.BAD);
            case UNKNOWN -> new Marked(text, Feather.MINUS, Tone.IDLE);
        };
    }
}
