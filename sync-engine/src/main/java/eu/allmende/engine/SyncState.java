package eu.allmende.engine;

/// How a folder is doing, in one word.
public enum SyncState {
    /// Disk, agreed state and commons were seen to be equal, and nothing waits.
    UP_TO_DATE("up-to-date"),
    /// The disk is being looked at.
    SCANNING("scanning"),
    /// Changes are being sent or applied.
    SYNCING("syncing"),
    /// A person said pause.
    PAUSED("paused"),
    /// It cannot go on by itself now, and will try again: no network, a file in use.
    WAITING("waiting"),
    /// A person must decide or mend something; nothing is deleted meanwhile.
    ATTENTION("attention"),
    /// Nobody syncs it at the moment.
    STOPPED("stopped");

    private final String word;

    SyncState(String word) {
        this.word = word;
    }

    /// The word that scripts read.
    public String word() {
        return word;
    }
}
