package eu.allmende.engine.remote;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.FolderId;

/// A folder that this device can read.
///
/// @param name as its owner called it
/// @param fence who may hold its pieces
public record KnownFolder(FolderId id, String name, Fence fence) {}
