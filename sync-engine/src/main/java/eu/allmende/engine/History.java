package eu.allmende.engine;

import eu.allmende.engine.history.PathHistory;
import eu.allmende.engine.history.Version;
import eu.allmende.protocol.id.DeviceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What folders held before, and the ways back to it. For any number of threads.
///
/// What is brought back is an ordinary change on this disk: it goes out to all devices like one,
/// and can be undone in the same way. What stood in its place goes to the local trash, and stays in
/// the history.
public interface History {
    /// The past of a file or directory, also of one that was deleted.
    ///
    /// @param path on this disk, in one of the folders
    Past of(Path path) throws IOException;

    /// Brings a file or directory back to where it lay. Nothing is removed: what came into a
    /// directory since then stays.
    ///
    /// @param path on this disk, in one of the folders
    /// @throws RefusedException if there is nothing to bring back, or something stands in the way
    Outcome restore(Path path, When when) throws IOException;

    /// Writes a file or directory, as it was, to a place where nothing is.
    ///
    /// @param path on this disk, in one of the folders
    /// @param to on this disk, anywhere
    Outcome copy(Path path, When when, Path to) throws IOException;

    /// What rewinding a folder would do. Syncs the folder first, and changes nothing else.
    ///
    /// @throws RefusedException if the folder cannot be rewound now
    Rewind plan(String name, Instant at) throws IOException;

    /// Makes a folder what it was: what was not there then is removed, all else brought back. Going
    /// to a moment after it undoes it.
    ///
    /// @param agreed what [#plan] said
    /// @throws RefusedException if it would not do the same any more
    Outcome rewind(Rewind agreed) throws IOException;

    /// What is known of a path's past.
    ///
    /// @param folder the folder's name
    /// @param kept what can still be had
    /// @param devices what the authors are called
    /// @param completeness whether the commons was asked just now
    record Past(
            String folder,
            PathHistory kept,
            Map<DeviceId, String> devices,
            Completeness completeness) {
        private static final int BRIEF = 12;

        public Past {
            devices = Map.copyOf(devices);
        }

        /// What the author of a version is called; if that is not known, the beginning of its id.
        public String device(Version version) {
            String id = version.author().toString();
            return devices.getOrDefault(version.author(), id.substring(0, BRIEF));
        }
    }

    /// Whether newer commits may be missing.
    enum Completeness {
        /// The commons was asked just now.
        NEWEST,
        /// The commons could not be asked: this is what this device knew before.
        AS_LAST_KNOWN
    }

    /// Which state of the past.
    sealed interface When {
        /// What a commit made of it; for a directory: as it was after that commit.
        record AtVersion(long sequence) implements When {}

        /// As it was at a moment, by the ledger.
        record AtTime(Instant time) implements When {}

        /// As it was before it was deleted.
        record BeforeDeletion() implements When {}
    }

    /// What rewinding would do.
    ///
    /// @param folder the folder's name
    /// @param at the moment asked for
    /// @param sequence the last commit before it
    /// @param head the newest commit when this was said
    /// @param counts what would be done
    /// @param expired files whose content of then need not be kept any more, and may be gone
    record Rewind(
            String folder, Instant at, long sequence, long head, Counts counts, long expired) {}

    /// How many files, links and directories.
    ///
    /// @param created are brought back
    /// @param updated get the content they had
    /// @param moved go to where they lay; a directory counts once, whatever lies in it
    /// @param removed go to the trash
    /// @param bytes of content
    record Counts(long created, long updated, long moved, long removed, long bytes) {
        /// Nothing.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        /// Whether there is nothing to do.
        public boolean isNothing() {
            return created + updated + moved + removed == 0;
        }
    }

    /// What came of it.
    ///
    /// @param folder the folder's name
    /// @param done what was done
    /// @param left what could not be done, and why
    /// @param unsent why it is not in the commons yet; empty if it is
    record Outcome(String folder, Counts done, List<Left> left, String unsent) {
        public Outcome {
            left = List.copyOf(left);
        }
    }

    /// Something that stayed as it is.
    ///
    /// @param path inside the folder
    /// @param reason one sentence
    record Left(String path, String reason) {}
}
