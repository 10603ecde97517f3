package eu.allmende.engine.account;

import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.FolderId;

/// A folder of the account, with the keys that this device has for it.
///
/// @param name what its owner calls it
public record FolderHandle(FolderId id, String name, Fence fence, FolderKeys keys) {}
