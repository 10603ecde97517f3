package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// One folder as the commons knows it. Blocking; called by the folder's loop, and [#send] and
/// [#fetch] by others beside it.
public interface RemoteFolder {
    /// The newest verified sequence; 0 before the first commit.
    ///
    /// @throws IOException if too few validators answered; trying again is safe
    long head() throws IOException;

    /// The verified commits after this sequence, in order.
    ///
    /// @throws IOException if too few validators answered, or a batch could not be fetched
    List<RemoteCommit> commitsAfter(long sequence) throws IOException;

    /// The first of the verified commits after this sequence, in order. Far fewer may be in memory
    /// at once than [#commitsAfter(long)] would give.
    ///
    /// @param most how many at most; at least 1
    /// @throws IOException as for all
    default List<RemoteCommit> commitsAfter(long sequence, int most) throws IOException {
        List<RemoteCommit> all = commitsAfter(sequence);
        return all.subList(0, Math.min(most, all.size()));
    }

    /// Waits until there may be a commit after this sequence, or the time is over.
    void awaitNews(long sequence, Duration wait) throws IOException, InterruptedException;

    /// Sends what the changes hold and commits them on top of a sequence.
    ///
    /// @param base the sequence that the changes were made on
    /// @param source where the content of changed files is read
    /// @throws IOException if it is unknown what came of it; publishing the same again is safe
    Publication publish(long base, List<Change> changes, ContentSource source, Progress progress)
            throws IOException;

    /// Sends what the changes hold and commits nothing: to publish them afterwards moves no
    /// content. Safe beside all else, from a thread of its own.
    ///
    /// @param source where the content of changed files is read
    /// @throws IOException if sending broke off; sending the same again is safe, and sends only
    ///   what is not there
    Sending send(List<Change> changes, ContentSource source, Progress progress) throws IOException;

    /// Fetches the content of many files, in an order that suits the packs. Returns when each has
    /// arrived or failed.
    ///
    /// @throws IOException if the arrival's own disk failed, or nothing could be fetched at all
    void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException;
}
