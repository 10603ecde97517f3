package eu.allmende.node.admit;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A register that says what it was told.
public final class MemoryRegister implements Register {
    private final Map<FolderId, FolderFacts> folders = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<DeviceId>> devices = new ConcurrentHashMap<>();

    public void put(FolderId folder, FolderFacts facts) {
        folders.put(folder, facts);
    }

    public void add(AccountId account, DeviceId device) {
        devices.computeIfAbsent(account, _ -> ConcurrentHashMap.newKeySet()).add(device);
    }

    public void remove(AccountId account, DeviceId device) {
        devices.getOrDefault(account, Set.of()).remove(device);
    }

    @Override
    public Optional<FolderFacts> folder(FolderId folder) {
        return Optional.ofNullable(folders.get(folder));
    }

    @Override
    public boolean isLive(AccountId account, DeviceId device) {
        return devices.getOrDefault(account, Set.of()).contains(device);
    }
}
