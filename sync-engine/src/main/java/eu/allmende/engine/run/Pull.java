package eu.allmende.engine.run;

import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads new commits into the remote tree. One that this device asked for and got no answer to is
/// known again.
final class Pull {
    private static final Logger LOG = System.getLogger(Pull.class.getName());

    private Pull() {}

    /// What a person must know of what was read.
    ///
    /// @param rolledBack why nothing may be done; empty if all is well
    /// @param ignored of each commit that does not count, who wrote it and why it does not
    record Result(Optional<String> rolledBack, List<String> ignored) {}

    /// Tells which commits this device asked for.
    @FunctionalInterface
    interface Own {
        boolean is(long base, List<Change> changes);
    }

    /// Reads them.
    ///
    /// @throws CommonsException if the commons could not be read
    static Result into(FolderTrees trees, OpenedFolder commons, Own asked) throws IOException {
        RemoteFolder remote = commons.remote();
        long head = CommonsException.asking(remote::head);
        if (head < trees.sequence()) {
            return new Result(
                    Optional.of(
                            "The commons shows an older state of this folder than was seen before."
                                    + " Nothing is changed here until that is cleared up."),
                    List.of());
        }
        if (head == trees.sequence()) {
            return new Result(Optional.empty(), List.of());
        }
        Optional<RemoteSnapshot> snapshot =
                CommonsException.asking(() -> commons.upkeep().snapshotAfter(trees.sequence()));
        snapshot.ifPresent(one -> trees.jump(one.sequence(), one.tree()));
        List<RemoteCommit> commits =
                CommonsException.asking(() -> remote.commitsAfter(trees.sequence()));
        List<String> ignored = new ArrayList<>();
        for (RemoteCommit commit : commits) {
            if (commit.sequence() != trees.sequence() + 1) {
                throw new CommonsException(new IOException("a commit is missing"));
            }
            Optional<String> flaw = flaw(trees.remote(), commit);
            flaw.ifPresent(why -> ignored.add(sentence(commit, why)));
            boolean own = flaw.isEmpty() && asked.is(trees.sequence(), commit.changes());
            if (own) {
                trees.agreed(commit.changes());
            }
            trees.advance(commit.sequence(), flaw.isEmpty() ? commit.changes() : List.of());
        }
        return new Result(Optional.empty(), ignored);
    }

    private static Optional<String> flaw(Tree remote, RemoteCommit commit) {
        if (commit.reading().flaw().isPresent()) {
            return commit.reading().flaw();
        }
        return TreeRules.offenders(remote, commit.changes()).isEmpty()
                ? Optional.empty()
                : Optional.of("its changes would leave no whole tree");
    }

    private static String sentence(RemoteCommit commit, String why) {
        LOG.log(
                Level.WARNING,
                "commit {0} of device {1} does not count: {2}",
                commit.sequence(),
                commit.author().hash().brief(),
                why);
        return "The device %s wrote a commit that does not count, number %d: %s. Is it in order?"
                .formatted(commit.reading().author(), commit.sequence(), why);
    }
}
