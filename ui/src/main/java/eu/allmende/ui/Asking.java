package eu.allmende.ui;

/// What a person asks of the desk through the window. Blocking.
interface Asking {
    /// Begins to sync a directory as a new folder.
    AddOutcome addFolder(FolderWish wish);

    /// Tries at once what would be tried again later. Does not block.
    void tryAgain();
}
