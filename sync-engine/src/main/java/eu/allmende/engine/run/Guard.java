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

    private long held;
    private long allowed;

    /// A person said yes to the deletions that were last held back, and to no more.
    ///
    /// @return whether there were any
    boolean confirm() {
        allowed = held;
        return held > 0;
    }

    /// A person said yes, beforehand, to so many deletions that are about to come.
    void allow(long files) {
        allowed = Math.max(allowed, files);
    }

    /// Nothing is held back any more; the next time it asks again.
    void reset() {
        held = 0;
        allowed = 0;
    }

    /// Why the deletions among these changes must wait, as a sentence; empty if they need not.
    Optional<String> objection(Tree remote, List<Change> changes) {
        long gone =
                changes.stream()
                        .filter(change -> change.after().isEmpty())
                        .filter(change -> isFile(remote.find(change.entry())))
                        .count();
        if (gone <= allowed || gone < FEW) {
            return Optional.empty();
        }
        long all = remote.ids().stream().filter(entry -> isFile(remote.find(entry))).count();
        if (gone <= MANY && gone * 2 <= all) {
            return Optional.empty();
        }
        held = gone;
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
