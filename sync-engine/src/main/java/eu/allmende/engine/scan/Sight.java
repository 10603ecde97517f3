package eu.allmende.engine.scan;

import java.util.List;

/// A whole look at a folder.
///
/// @param root its root directory, with all that was found in it
/// @param troubles what could not be read or is of no kind that is synced
public record Sight(Seen root, List<ScanTrouble> troubles) {
    public Sight {
        troubles = List.copyOf(troubles);
    }
}
