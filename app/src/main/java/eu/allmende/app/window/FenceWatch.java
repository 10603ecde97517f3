package eu.allmende.app.window;

import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.KnownNode;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.ui.NodeRow.Standing;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The commons, as the engine uses it; by the way it remembers the fences and the nodes that it
/// saw, so that the window can say which node lies outside. Asks for the folders each time the
/// engine asks for the nodes.
final class FenceWatch implements RemoteCommons {
    private static final Logger LOG = System.getLogger(FenceWatch.class.getName());

    private final RemoteCommons commons;
    private final Map<FolderId, Fence> fences = new ConcurrentHashMap<>();
    private final Map<NodeId, NodeAttributes> nodes = new ConcurrentHashMap<>();

    /// @param commons is closed with this
    FenceWatch(RemoteCommons commons) {
        this.commons = commons;
    }

    /// Whether the fences of these folders let a node in, as far as was seen.
    Standing standing(NodeId node, List<FolderSnapshot> folders) {
        NodeAttributes attributes = nodes.get(node);
        if (attributes == null) {
            return new Standing.Unknown();
        }
        List<String> inside = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        for (FolderSnapshot folder : folders) {
            Fence fence = fences.get(folder.id());
            if (fence != null) {
                (fence.admits(attributes) ? inside : outside).add(folder.name());
            }
        }
        if (outside.isEmpty()) {
            return inside.isEmpty() ? new Standing.Unknown() : new Standing.Inside();
        }
        return inside.isEmpty() ? new Standing.Outside() : new Standing.OutsideOf(outside);
    }

    @Override
    public String deviceName() {
        return commons.deviceName();
    }

    @Override
    public List<KnownFolder> folders() throws IOException {
        List<KnownFolder> folders = commons.folders();
        folders.forEach(folder -> fences.put(folder.id(), folder.fence()));
        return folders;
    }

    @Override
    public KnownFolder create(String name, Fence fence) throws IOException {
        KnownFolder folder = commons.create(name, fence);
        fences.put(folder.id(), folder.fence());
        return folder;
    }

    @Override
    public void forget(FolderId folder) throws IOException {
        commons.forget(folder);
    }

    @Override
    public OpenedFolder open(FolderId folder) throws IOException {
        return commons.open(folder);
    }

    @Override
    public List<KnownNode> nodes() throws IOException {
        List<KnownNode> seen = commons.nodes();
        seen.forEach(node -> nodes.put(node.node(), node.attributes()));
        try {
            folders();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the fences cannot be read now", e);
        }
        return seen;
    }

    @Override
    public void close() {
        commons.close();
    }
}
