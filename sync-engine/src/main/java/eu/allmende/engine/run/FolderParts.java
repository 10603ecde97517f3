package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Fetching;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.state.FolderStore;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.FolderId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/// All that a folder's loop works with.
///
/// @param device what this device is called
/// @param grace how long a directory must be quiet before what vanished from it is believed gone
/// @param freshIds gives ids for what is new
record FolderParts(
        FolderId id,
        Disk disk,
        OpenedFolder commons,
        FolderStore store,
        FileReading reading,
        String device,
        Duration grace,
        Supplier<EntryId> freshIds) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HHmmss").withZone(ZoneId.systemDefault());

    /// Brings content from the commons.
    Fetching fetching(Progress progress) {
        return (wanted, arrival) ->
                CommonsException.asking(() -> {
                    commons.remote().fetch(wanted, arrival, progress);
                    return true;
                });
    }

    /// With random ids.
    FolderParts(
            FolderId id,
            Disk disk,
            OpenedFolder commons,
            FolderStore store,
            FileReading reading,
            String device,
            Duration grace) {
        this(id, disk, commons, store, reading, device, grace, EntryIds::fresh);
    }

    FolderTrees trees() {
        return store.trees();
    }

    /// How conflicted copies made now are called.
    Naming naming() {
        return new Naming(device, TIME.format(disk.clock().instant()), freshIds);
    }
}
