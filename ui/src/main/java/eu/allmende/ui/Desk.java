package eu.allmende.ui;

import java.util.function.Consumer;

/// What lies behind the window. Calls may come from any thread but the window's own, and may block.
public interface Desk extends AutoCloseable {
    /// Everything at this moment.
    DeskSnapshot snapshot();

    /// Calls the listener whenever something changed, from a thread of the desk's own.
    ///
    /// @return closing it ends the calls
    Subscription onChange(Consumer<DeskSnapshot> listener);

    /// Begins to sync a directory as a new folder. Blocks.
    AddOutcome addFolder(FolderWish wish);

    /// Ends syncing. Blocks.
    @Override
    void close();

    /// A listener's place at the desk.
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
