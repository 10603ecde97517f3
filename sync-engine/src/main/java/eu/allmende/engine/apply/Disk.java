package eu.allmende.engine.apply;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.FolderRoot;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;

/// A folder's disk and how it is written.
///
/// @param clock for slots in the trash and the age of files
/// @param names what the disk makes of names
/// @param fetchers makes the thread in which content arrives, while the folder's loop puts in place
///   what is complete
public record Disk(
        FolderRoot root,
        Renames renames,
        Durability durability,
        InstantSource clock,
        NameSource names,
        ThreadFactory fetchers) {
    /// With a virtual thread for fetching.
    public Disk(
            FolderRoot root,
            Renames renames,
            Durability durability,
            InstantSource clock,
            NameSource names) {
        this(root, renames, durability, clock, names, Thread.ofVirtual().name("fetch").factory());
    }

    /// A disk that takes every name as it is.
    public Disk(FolderRoot root, Renames renames, Durability durability, InstantSource clock) {
        this(root, renames, durability, clock, () -> DiskNames.EXACT);
    }

    /// Says what the disk makes of names.
    @FunctionalInterface
    public interface NameSource {
        /// As it is now: a directory may come back on another disk.
        DiskNames now();
    }
}
