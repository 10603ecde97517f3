package eu.allmende.engine;

/// Which version of a conflict stays under the name that was argued about.
public enum Keep {
    /// This device's; the other one goes to the trash.
    MINE,
    /// The other device's; this one's goes to the trash.
    THEIRS,
    /// Both: the copy gets a plain name of its own.
    BOTH
}
