package eu.allmende.engine.remote;

/// What the commons side of one folder offers its loop.
///
/// @param remote commits and content
/// @param namer cuts and names content under the folder's keys
/// @param inspection looks at where content lies
/// @param upkeep keeps it quick to join
public record OpenedFolder(
        RemoteFolder remote, ContentNamer namer, Inspection inspection, Upkeep upkeep) {
    /// A folder that needs no upkeep.
    public OpenedFolder(RemoteFolder remote, ContentNamer namer, Inspection inspection) {
        this(remote, namer, inspection, Upkeep.NONE);
    }
}
