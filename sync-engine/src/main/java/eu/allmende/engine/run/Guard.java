package eu.allmende.engine.run;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import java.util.List;
import java.util.Optional;

/// Asks a person before very many deletions leave this device: more than [#MANY] files, or more
/// than half of the folder, unless that is less than [#FEW] files. Moves are no deletions.
final class Guard {
    /// So many files may go without a question.
    static final int MANY = 1000;

    /// So few files may always go, even if they are all.
    static final int FEW = 10;

    private boolean confirmed;

    /// A person said yes.
    void confirm() {
        confirmed = true;
    }

    /// A person said no.
    void refuse() {
        confirmed = false;
    }

    /// Nothing is held back any more; the next time it asks again.
    void reset() {
        confirmed = false;
    }

    /// Why the deletions among these changes must wait, as a sentence; empty if they need not.
    Optional<String> objection(Tree remote, List<Change> changes) {
        long gone =
                changes.stream()
                        .filter(change -> change.after().isEmpty())
                        .filter(change -> isFile(remote.find(change.entry())))
                        .count();
        if (confirmed || gone < FEW) {
            return Optional.empty();
        }
        long all = remote.ids().stream().filter(entry -> isFile(remote.find(entry))).count();
        if (gone <= MANY && gone * 2 <= all) {
            return Optional.empty();
        }
        return Optional.of(
                gone
                        + " of "
                        + all
                        + " files were deleted here. Confirm that they shall be deleted"
                        + " everywhere, or restore them.");
    }

    private static boolean isFile(Optional<EntryState> state) {
        return state.isPresent() && !state.get().isDirectory();
    }
}
