package eu.allmende.engine.scan;

import java.util.List;
import java.util.Set;

/// A look at a folder.
///
/// @param root its root directory, with all that was found in it
/// @param troubles what could not be read or is of no kind that is synced
/// @param read the directories that were read, each with a `/` at its end; empty text for the root.
///   The others are as they were at the last look
public record Sight(Seen root, List<ScanTrouble> troubles, Set<String> read) {
    public Sight {
        troubles = List.copyOf(troubles);
        read = Set.copyOf(read);
    }
}
