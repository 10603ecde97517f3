package eu.allmende.engine.run;

import eu.allmende.engine.History.When;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.history.FolderHistory;
import eu.allmende.engine.history.PathHistory;
import eu.allmende.engine.history.Version;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Something of the past that shall be brought back.
///
/// @param sequence the commit after which it stood so
/// @param entry what it was; the root for the whole folder
/// @param content what it held
/// @param below what lay in it, if it was a directory
record Source(long sequence, EntryId entry, Content content, Tree below) {
    /// Finds it.
    ///
    /// @param inside its path in the folder, with `/`; empty for the folder itself
    /// @throws RefusedException if there was no such thing then
    static Source of(FolderHistory history, String inside, When when) throws IOException {
        return switch (when) {
            case When.AtVersion(long sequence) -> atVersion(history, inside, sequence);
            case When.AtTime(Instant time) -> atTime(history, inside, time);
            case When.BeforeDeletion _ -> beforeDeletion(history, inside);
        };
    }

    private static Source atVersion(FolderHistory history, String inside, long sequence)
            throws IOException {
        Optional<Version> version = history.of(inside).version(sequence);
        if (version.filter(Version::isDeletion).isPresent()) {
            throw new RefusedException(
                    "Version "
                            + sequence
                            + " of "
                            + inside
                            + " is its deletion: choose the version before it.");
        }
        Optional<EntryId> entry = version.map(Version::entry);
        if (entry.isEmpty() && sequence >= 0 && sequence <= history.head()) {
            entry = directory(history, inside, sequence);
        }
        return entry.isPresent()
                ? at(history, entry.get(), sequence)
                : refuse(inside + " has no version " + sequence + ": see `allmende history`.");
    }

    private static Source beforeDeletion(FolderHistory history, String inside) throws IOException {
        PathHistory past = history.of(inside);
        if (past.now().isPresent()) {
            return refuse(inside + " is there: say which version of it, or of when.");
        }
        Optional<Version> deletion =
                past.versions().stream().filter(Version::isDeletion).findFirst();
        if (deletion.isEmpty()) {
            return refuse("Nothing called " + inside + " was deleted.");
        }
        return at(history, deletion.get().entry(), deletion.get().sequence() - 1);
    }

    private static Optional<EntryId> directory(FolderHistory history, String inside, long sequence)
            throws IOException {
        if (inside.isEmpty()) {
            return Optional.of(EntryState.ROOT);
        }
        Optional<EntryId> entry = history.resolve(inside, sequence);
        return entry.isPresent()
                        && history.at(entry.get(), sequence)
                                .filter(EntryState::isDirectory)
                                .isPresent()
                ? entry
                : Optional.empty();
    }

    private static Source atTime(FolderHistory history, String inside, Instant time)
            throws IOException {
        long sequence = sequenceAt(history, time);
        if (inside.isEmpty()) {
            return at(history, EntryState.ROOT, sequence);
        }
        Optional<EntryId> entry = history.resolve(inside, sequence);
        if (entry.isEmpty()) {
            PathHistory past = history.of(inside);
            if (past.now().isPresent() && history.at(past.now().get(), sequence).isPresent()) {
                entry = past.now();
            }
        }
        return entry.isPresent()
                ? at(history, entry.get(), sequence)
                : refuse(inside + " was not there then: see `allmende history`.");
    }

    /// The last commit by then.
    static long sequenceAt(FolderHistory history, Instant time) throws IOException {
        long sequence = history.sequenceAt(time);
        if (sequence == 0) {
            throw new RefusedException(
                    history.head() == 0
                            ? "Nothing was ever committed to the folder."
                            : "The folder holds nothing from before " + history.timeOf(1) + ".");
        }
        return sequence;
    }

    private static Source at(FolderHistory history, EntryId entry, long sequence)
            throws IOException {
        Content content =
                entry.equals(EntryState.ROOT)
                        ? new Content.Directory()
                        : history.at(entry, sequence)
                                .orElseThrow(() -> new IOException("a version is missing"))
                                .content();
        Tree below =
                content instanceof Content.Directory ? history.within(entry, sequence) : new Tree();
        return new Source(sequence, entry, content, below);
    }

    private static Source refuse(String sentence) throws RefusedException {
        throw new RefusedException(sentence);
    }
}
