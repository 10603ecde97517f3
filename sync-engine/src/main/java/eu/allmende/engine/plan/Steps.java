package eu.allmende.engine.plan;

import java.util.List;

/// What is to be done on the disk.
///
/// @param structure in this order
/// @param contents after that, in any order
public record Steps(List<Step> structure, List<Step> contents) {
    public Steps {
        structure = List.copyOf(structure);
        contents = List.copyOf(contents);
    }

    /// Whether there is nothing to do.
    public boolean isEmpty() {
        return structure.isEmpty() && contents.isEmpty();
    }
}
