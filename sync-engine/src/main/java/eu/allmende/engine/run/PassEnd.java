package eu.allmende.engine.run;

import eu.allmende.engine.state.DamagedStateException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;

/// How a pass ended.
sealed interface PassEnd {
    /// Disk, agreed state and commons were seen to be equal; nothing was to be done.
    record Quiet() implements PassEnd {}

    /// Something was done, or came in between: go through once more.
    record Again() implements PassEnd {}

    /// A file is being written: go through again in a moment.
    record Moving() implements PassEnd {}

    /// Transfers go on beside the passes, and something else is to be looked at first.
    record Underway() implements PassEnd {}

    /// It cannot go on now.
    ///
    /// @param reason one sentence
    record Waiting(Cause cause, String reason) implements PassEnd {}

    /// A person must decide or mend something.
    ///
    /// @param reason one sentence
    record Attention(String reason) implements PassEnd {}

    /// What is waited for.
    enum Cause {
        /// The commons, which does not answer.
        COMMONS,
        /// The commons, which answers but does not take it: too few nodes, say.
        ACCEPTANCE,
        /// This computer's disk.
        DISK,
        /// The folder's database, which is damaged and must be opened anew.
        STATE,
        /// Some paths; all others are in sync.
        PATHS
    }

    /// The directory is not there any more.
    static PassEnd gone() {
        return new Waiting(Cause.DISK, "The folder's directory was taken away at this moment.");
    }

    /// The commons did not answer.
    static PassEnd unreached(CommonsException e) {
        return new Waiting(
                Cause.COMMONS, sentence("The commons cannot be reached: " + e.getMessage()));
    }

    /// This computer's disk failed.
    static PassEnd unworkable(IOException e) {
        if (e instanceof DamagedStateException) {
            return new Waiting(Cause.STATE, "The folder's database is damaged; it is made anew.");
        }
        return new Waiting(Cause.DISK, sentence("The folder cannot be worked on: " + reason(e)));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String reason(IOException e) {
        if (says(e, "no space left", "sqlite_full")) {
            return "the disk is full";
        }
        if (says(e, "read-only file system", "sqlite_readonly")) {
            return "the disk is read-only";
        }
        return switch (e) {
            case AccessDeniedException denied -> "this user may not use " + denied.getFile();
            case NoSuchFileException none -> "there is no " + none.getFile();
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + ": " + other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    /// Whether the failure, or what it came of, says one of these, in small letters.
    private static boolean says(Throwable thrown, String... words) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String text = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (Arrays.stream(words).anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }
}
