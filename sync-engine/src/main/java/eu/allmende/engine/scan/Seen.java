package eu.allmende.engine.scan;

import java.util.List;

/// One path that was found.
///
/// @param name its last component
/// @param linkTarget where a link points; empty for others
/// @param children what lies in a directory
/// @param depth how much of a directory is known
public record Seen(String name, Stat stat, String linkTarget, List<Seen> children, Depth depth) {
    public Seen {
        children = List.copyOf(children);
    }

    /// How much is known of a path.
    public enum Depth {
        /// All that is in it.
        WHOLE,
        /// It holds nothing but what rules hide.
        HIDDEN_ONLY,
        /// Nothing but that it is there: a rule hides it.
        HIDDEN,
        /// Nothing but that it is there: it could not be read, or is not synced.
        BLANK
    }

    /// Whether nothing is known but that something is there.
    public boolean isBlank() {
        return depth == Depth.BLANK || depth == Depth.HIDDEN;
    }
}
