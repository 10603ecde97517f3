package eu.allmende.engine;

import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.engine.run.LocalEngine;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The front door: one device's folders, kept in sync. For any number of threads.
///
/// One engine owns a home at a time. Answers are immutable snapshots. A [RefusedException] carries
/// a sentence that can be shown as it is.
public interface Engine extends AutoCloseable {
    /// Opens the engine of one device.
    ///
    /// @param home holds this device's state
    /// @param commons the device's way to the commons; stays the caller's to close
    /// @throws RefusedException if another process uses the home
    static Engine open(Path home, RemoteCommons commons) throws IOException {
        return LocalEngine.open(home, commons);
    }

    /// Makes a new folder on the commons and syncs a directory with it.
    ///
    /// @param path an existing directory; what lies in it is uploaded
    FolderSnapshot addFolder(String name, Path path, Fence fence) throws IOException;

    /// Syncs a directory with a folder that exists on the commons.
    ///
    /// @param path a directory, made if it is missing; what lies in it is merged, nothing is
    ///   deleted
    default FolderSnapshot linkFolder(String name, Path path) throws IOException {
        return linkFolder(name, path, List.of());
    }

    /// The same, without some directories of the folder.
    ///
    /// @param exclude their paths inside the folder, with `/`; need not exist yet
    FolderSnapshot linkFolder(String name, Path path, List<String> exclude) throws IOException;

    /// Wants directories of a folder on this disk no more: they leave it, and nothing else. Later
    /// changes of others in them are not fetched.
    ///
    /// @param paths inside the folder, with `/`
    /// @throws RefusedException if one is no directory, or something in it is not in the commons
    void exclude(String name, List<String> paths) throws IOException;

    /// Wants excluded directories again.
    void include(String name, List<String> paths) throws IOException;

    /// Sets which way a folder is synced on this device.
    void mode(String name, FolderMode mode) throws IOException;

    /// Undoes, in the next pass, what was changed here in a folder that only receives. What that
    /// removes or replaces lies in the trash.
    void revert(String name) throws IOException;

    /// Stops syncing a folder here. Its files stay, and so does the folder on the commons; what
    /// this device remembers of it is dropped, so that linking it again begins anew.
    ///
    /// @param freed what becomes of freed files
    /// @return how many placeholders stay in their stead
    /// @throws RefusedException if the work under way does not end, or because of freed files;
    ///   trying again is safe
    long removeFolder(String name, FreedOnRemoval freed) throws IOException;

    /// Syncs all folders until nothing is left to do, or the time is over. Safe beside [#start].
    ///
    /// @throws IOException if the commons could not be reached at all
    SyncSummary syncOnce(Duration limit) throws IOException, InterruptedException;

    /// Syncs one folder, as [#syncOnce(Duration)] does all.
    SyncSummary syncOnce(String name, Duration limit) throws IOException, InterruptedException;

    /// Begins to watch disks and commons and to sync continuously, until [#close].
    void start() throws IOException;

    /// Stops syncing a folder until [#resume], also beyond the end of this engine. What is under
    /// way is broken off; nothing of it is lost.
    default void pause(String name) throws IOException {
        pauseUntil(name, Instant.MAX);
    }

    /// The same, until a time; then it goes on by itself.
    ///
    /// @param until [Instant#MAX] for none
    void pauseUntil(String name, Instant until) throws IOException;

    /// Goes on after [#pause], and looks at everything again.
    void resume(String name) throws IOException;

    /// Lets as many deletions through as a guard held back.
    ///
    /// @throws RefusedException if none are held back, or the folder is paused
    void confirmDeletes(String name) throws IOException;

    /// Brings back what was deleted here, instead of the deletions that a guard held back.
    ///
    /// @throws RefusedException if the folder is paused
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

    /// Frees a file, or all in a directory that can be: it leaves this disk and no other, and a
    /// placeholder stays in its stead. Only what the holders have just proved to have is freed.
    ///
    /// @param path of a file or directory in one of the folders, or of a folder
    /// @throws RefusedException if it is one file and cannot be freed now
    SpaceOutcome free(Path path) throws IOException;

    /// Brings a freed file back, or all freed ones in a directory, as they are now in the commons.
    ///
    /// @param path of a file or its placeholder, of a directory, or of a folder
    /// @throws RefusedException if nothing there is freed
    SpaceOutcome fetch(Path path) throws IOException;

    /// Reads what is remembered of the folders, so that the snapshot tells it before the first
    /// pass. Does not wait for the commons.
    void recall();

    /// What the folders held before.
    History history();

    /// Settles a conflict: what is given up goes to the folder's trash.
    ///
    /// @param path of the conflicted copy, or of what it is a copy of
    /// @throws RefusedException if there is no such conflict, or what it is about has just changed
    Resolved resolve(Path path, Keep keep) throws IOException;

    /// Compares disk, trees, commit log and pieces of a folder. Holders are asked for proof of each
    /// piece; no content is fetched.
    ///
    /// @param watch hears how far it has come, and may end it
    /// @throws RefusedException if the watch ended it
    CheckReport check(String name, CheckWatch watch) throws IOException;

    /// The same, heard by nobody.
    default CheckReport check(String name) throws IOException {
        return check(name, CheckWatch.NONE);
    }

    /// Checks a folder, and mends what can be mended: files whose bytes are others than this device
    /// remembers are read again and count as edits, what waits is sent and fetched, and pieces that
    /// were lost are made anew. Deletes nothing.
    ///
    /// @return what is still not as it should be, and what was mended
    /// @throws RefusedException if the folder is paused, or the watch ended it: what was mended so
    ///   far stays mended
    CheckReport repair(String name, CheckWatch watch) throws IOException;

    /// The same, heard by nobody.
    default CheckReport repair(String name) throws IOException {
        return repair(name, CheckWatch.NONE);
    }

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
