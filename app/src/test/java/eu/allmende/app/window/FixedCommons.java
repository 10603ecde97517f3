package eu.allmende.app.window;

import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.KnownNode;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.util.List;

/// A commons in which nothing moves.
final class FixedCommons implements RemoteCommons {
    List<KnownNode> nodes = List.of();
    List<KnownFolder> folders = List.of();
    boolean silent;

    @Override
    public String deviceName() {
        return "laptop";
    }

    @Override
    public List<KnownFolder> folders() throws IOException {
        if (silent) {
            throw new IOException("too few validators answered");
        }
        return folders;
    }

    @Override
    public KnownFolder create(String name, Fence fence) {
        return new KnownFolder(new FolderId(9, 9), name, fence);
    }

    @Override
    public OpenedFolder open(FolderId folder) {
        throw new IllegalStateException("no test opens a folder");
    }

    @Override
    public void forget(FolderId folder) {
        throw new IllegalStateException("no test removes a folder");
    }

    @Override
    public List<KnownNode> nodes() {
        return nodes;
    }

    @Override
    public void close() {}
}
