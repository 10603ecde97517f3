package eu.allmende.engine.apply;

import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What came of applying steps; filled while it is done, by one thread.
public final class Applied {
    private long created;
    private long updated;
    private long moved;
    private long deleted;
    private long fetchedBytes;
    private long fetchedFiles;
    private boolean surprised;
    private boolean full;
    private final Map<EntryId, String> trashed = new HashMap<>();
    private final List<ApplyTrouble> troubles = new ArrayList<>();

    /// Files, links and directories that are new here.
    public long created() {
        return created;
    }

    /// Files and links whose content or exec bit changed.
    public long updated() {
        return updated;
    }

    /// Entries that were moved; what lies in a moved directory is not counted.
    public long moved() {
        return moved;
    }

    /// Entries that were removed.
    public long deleted() {
        return deleted;
    }

    /// Content that was fetched and put in place.
    public long fetchedBytes() {
        return fetchedBytes;
    }

    /// Files whose content was fetched and put in place.
    public long fetchedFiles() {
        return fetchedFiles;
    }

    /// Which slots of the trash hold what was removed.
    public Map<EntryId, String> trashed() {
        return Map.copyOf(trashed);
    }

    /// Whether the disk was not as expected somewhere: it must be looked at again.
    public boolean surprised() {
        return surprised;
    }

    /// Whether there was no room left; the rest was not tried.
    public boolean full() {
        return full;
    }

    /// What could not be done.
    public List<ApplyTrouble> troubles() {
        return List.copyOf(troubles);
    }

    /// Whether anything on the disk or in the trees was changed.
    public boolean didSomething() {
        return created + updated + moved + deleted > 0;
    }

    void create() {
        created++;
    }

    void update() {
        updated++;
    }

    void move() {
        moved++;
    }

    void trash(EntryId entry, String slot) {
        trashed.put(entry, slot);
    }

    void delete() {
        deleted++;
    }

    void fetched(long bytes) {
        fetchedBytes += bytes;
        fetchedFiles++;
    }

    void surprise() {
        surprised = true;
    }

    void noRoom() {
        full = true;
    }

    void trouble(EntryId entry, String path, String reason) {
        troubles.add(new ApplyTrouble(entry, path, reason));
    }
}
