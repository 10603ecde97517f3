package eu.allmende.engine;

/// What becomes of freed files of a folder that is not synced here any more: then only the commons
/// knows what their placeholders stand for.
public enum FreedOnRemoval {
    /// The folder stays synced while there are any.
    REFUSE,
    /// They are fetched back first; the folder stays synced if one cannot be.
    FETCH,
    /// Their placeholders stay on the disk, as files that nobody looks after.
    LEAVE
}
