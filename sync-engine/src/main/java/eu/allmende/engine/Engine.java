package eu.allmende.engine;

import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// The front door: one device's folders, kept in sync. For any number of threads.
///
/// One engine owns a home at a time. Answers are immutable snapshots. A [RefusedException] carries
/// a sentence that can be shown as it is.
public interface Engine extends AutoCloseable {
    /// Makes a new folder on the commons and syncs a directory with it.
    ///
    /// @param path an existing directory; what lies in it is uploaded
    FolderSnapshot addFolder(String name, Path path, Fence fence) throws IOException;

    /// Syncs a directory with a folder that exists on the commons.
    ///
    /// @param path a directory, made if it is missing; what lies in it is merged, nothing is
    ///   deleted
    FolderSnapshot linkFolder(String name, Path path) throws IOException;

    /// Stops syncing a folder here. Its files stay, and so does the folder on the commons.
    void removeFolder(String name) throws IOException;

    /// Syncs all folders until nothing is left to do, or the time is over. Safe beside [#start].
    ///
    /// @throws IOException if the commons could not be reached at all
    SyncSummary syncOnce(Duration limit) throws IOException, InterruptedException;

    /// Begins to watch disks and commons and to sync continuously, until [#close].
    void start() throws IOException;

    /// Stops syncing a folder until [#resume].
    void pause(String name) throws IOException;

    /// Goes on after [#pause].
    void resume(String name) throws IOException;

    /// Lets the deletions through that a guard held back.
    void confirmDeletes(String name) throws IOException;

    /// Brings back what was deleted here, instead of the deletions that a guard held back.
    void restoreDeleted(String name) throws IOException;

    /// Everything at this moment.
    EngineSnapshot snapshot();

    /// Calls the listener whenever something changed, at most ten times a second, from a thread of
    /// the engine's own.
    ///
    /// @return closing it ends the calls
    Subscription onChange(Consumer<EngineSnapshot> listener);

    /// Where the content of a file lies.
    ///
    /// @param path of a file in one of the folders
    Whereabouts where(Path path) throws IOException;

    /// Compares disk, trees, commit log and pieces of a folder.
    CheckReport check(String name) throws IOException;

    /// Ends everything; what is half done is finished at the next start.
    @Override
    void close();

    /// A listener's place in the engine.
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        /// Ends the calls.
        @Override
        void close();
    }
}
