package eu.allmende.engine.run;

import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.KnownNode;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One device's commons in memory; devices that share the maps are of one account.
record FakeAccount(
        String deviceName,
        Map<FolderId, KnownFolder> known,
        Map<FolderId, FakeCommons> commons,
        FakeRemote.Mischief mischief)
        implements RemoteCommons {
    /// A first device, of an account of its own.
    static FakeAccount create(String deviceName) {
        return new FakeAccount(
                deviceName,
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                FakeRemote.Mischief.NONE);
    }

    /// Another device of the same account.
    FakeAccount another(String name) {
        return another(name, FakeRemote.Mischief.NONE);
    }

    /// Another device of the same account, on whose way something goes wrong.
    FakeAccount another(String name, FakeRemote.Mischief mischief) {
        return new FakeAccount(name, known, commons, mischief);
    }

    @Override
    public List<KnownFolder> folders() {
        return List.copyOf(known.values());
    }

    @Override
    public KnownFolder create(String name, Fence fence) {
        FolderId id = new FolderId(7, known.size() + 1);
        KnownFolder folder = new KnownFolder(id, name, fence);
        commons.put(id, new FakeCommons());
        known.put(id, folder);
        return folder;
    }

    @Override
    public OpenedFolder open(FolderId folder) throws IOException {
        FakeCommons there = commons.get(folder);
        if (there == null) {
            throw new IOException("there is no such folder");
        }
        return new FakeRemote(there, deviceName, mischief).opened();
    }

    @Override
    public void forget(FolderId folder) {}

    @Override
    public List<KnownNode> nodes() {
        return List.of();
    }

    @Override
    public void close() {}
}
