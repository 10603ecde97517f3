package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Tree;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What is done for a folder beside syncing it, so that it stays quick to join. Blocking; called by
/// the folder's loop.
public interface Upkeep {
    /// Does nothing: for a folder that is nowhere.
    Upkeep NONE =
            new Upkeep() {
                @Override
                public Optional<RemoteSnapshot> snapshotAfter(long sequence) {
                    return Optional.empty();
                }

                @Override
                public Optional<Chore> due(long sequence, Tree tree) {
                    return Optional.empty();
                }
            };

    /// The snapshot that reading begins with, if the commits right after a sequence are not read
    /// here: the tree jumps to it then.
    ///
    /// @param sequence the newest commit in the caller's tree
    /// @throws IOException if it cannot be had now; trying again is safe
    Optional<RemoteSnapshot> snapshotAfter(long sequence) throws IOException;

    /// What should be done now, if anything. Quick.
    ///
    /// @param sequence the newest commit in the tree
    /// @param tree what the commit log says; read only until this returns
    Optional<Chore> due(long sequence, Tree tree) throws IOException;

    /// The newest time that the ledger proved to be past, so that nothing that cannot be undone
    /// hangs on this computer's clock alone; asks nobody. Empty if there is no ledger.
    default Optional<Instant> provenTime() throws IOException {
        return Optional.empty();
    }

    /// What commits gave up of much of the folder; empty if that is not so. By what was read, as
    /// the ledger proved it; asks nobody, and is quick where nothing changed. For any number of
    /// threads.
    default Optional<GivenUp> givenUp() throws IOException {
        return Optional.empty();
    }

    /// What came of it when this device last had pieces proven by itself; empty if it never did.
    default Optional<LastProof> lastProof() throws IOException {
        return Optional.empty();
    }

    /// Something to do beside all else, on a thread of its own; may take long.
    @FunctionalInterface
    interface Chore {
        /// Does it.
        ///
        /// @return whether a commit was made
        /// @throws IOException if it broke off; what was done of it is not lost, and trying again
        ///   is safe
        boolean run(Progress progress) throws IOException;
    }
}
