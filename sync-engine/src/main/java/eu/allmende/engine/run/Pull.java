package eu.allmende.engine.run;

import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.TreeRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads new commits into the remote tree.
final class Pull {
    private Pull() {}

    /// Reads them.
    ///
    /// @return what a person must know, if the commons is older than what was seen before
    /// @throws CommonsException if the commons could not be read
    static Optional<String> into(FolderTrees trees, RemoteFolder remote) throws IOException {
        long head = CommonsException.asking(remote::head);
        if (head < trees.sequence()) {
            return Optional.of(
                    "The commons shows an older state of this folder than was seen before."
                            + " Nothing is changed here until that is cleared up.");
        }
        if (head == trees.sequence()) {
            return Optional.empty();
        }
        List<RemoteCommit> commits =
                CommonsException.asking(() -> remote.commitsAfter(trees.sequence()));
        for (RemoteCommit commit : commits) {
            if (commit.sequence() != trees.sequence() + 1) {
                throw new CommonsException(new IOException("a commit is missing"));
            }
            boolean lawful = TreeRules.offenders(trees.remote(), commit.changes()).isEmpty();
            trees.advance(commit.sequence(), lawful ? commit.changes() : List.of());
        }
        return Optional.empty();
    }
}
