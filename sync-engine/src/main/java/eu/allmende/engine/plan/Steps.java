package eu.allmende.engine.plan;

import java.util.List;

/// What is to be done on the disk.
///
/// @param structure in this order
/// @param contents after that, in any order
/// @param marks what this disk cannot hold: there is no step for it
public record Steps(List<Step> structure, List<Step> contents, List<Mark> marks) {
    public Steps {
        structure = List.copyOf(structure);
        contents = List.copyOf(contents);
        marks = List.copyOf(marks);
    }

    /// Whether there is nothing to do.
    public boolean isEmpty() {
        return structure.isEmpty() && contents.isEmpty();
    }
}
