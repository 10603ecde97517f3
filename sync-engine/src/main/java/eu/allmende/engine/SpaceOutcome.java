package eu.allmende.engine;

import eu.allmende.engine.History.Left;
import java.util.List;

/// What came of freeing files, or of fetching freed ones.
///
/// @param folder its name
/// @param files that were freed or fetched
/// @param bytes that they hold
/// @param left what stays as it was, and why
public record SpaceOutcome(String folder, long files, long bytes, List<Left> left) {
    public SpaceOutcome {
        left = List.copyOf(left);
    }
}
