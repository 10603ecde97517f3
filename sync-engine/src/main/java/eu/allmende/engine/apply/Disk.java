package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import java.time.InstantSource;

/// A folder's disk and how it is written.
///
/// @param clock for slots in the trash and the age of files
public record Disk(FolderRoot root, Renames renames, Durability durability, InstantSource clock) {}
