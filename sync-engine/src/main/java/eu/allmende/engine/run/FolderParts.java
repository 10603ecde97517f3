package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.state.FolderStore;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.protocol.id.FolderId;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// All that a folder's loop works with.
///
/// @param device what this device is called
/// @param grace how long a directory must be quiet before what vanished from it is believed gone
record FolderParts(
        FolderId id,
        Disk disk,
        OpenedFolder commons,
        FolderStore store,
        FileReading reading,
        String device,
        Duration grace) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HHmmss").withZone(ZoneId.systemDefault());

    FolderTrees trees() {
        return store.trees();
    }

    /// How conflicted copies made now are called.
    Naming naming() {
        return new Naming(device, TIME.format(disk.clock().instant()), EntryIds::fresh);
    }
}
