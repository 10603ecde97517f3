package eu.allmende.engine;

import java.util.List;

/// The whole engine at one moment. Immutable; made for showing.
public record EngineSnapshot(List<FolderSnapshot> folders, List<NodeSnapshot> nodes) {
    public EngineSnapshot {
        folders = List.copyOf(folders);
        nodes = List.copyOf(nodes);
    }
}
