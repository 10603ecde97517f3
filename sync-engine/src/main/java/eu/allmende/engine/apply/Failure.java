package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/// What an exception of the disk means.
enum Failure {
    /// The disk is not as it was seen: look again.
    SURPRISE,
    /// There is no room left.
    FULL,
    /// Anything else: tell a person, try again later.
    TROUBLE;

    static Failure of(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileAlreadyExistsException) {
            return SURPRISE;
        }
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean noRoom =
                text.contains("no space left")
                        || text.contains("not enough space")
                        || text.contains("quota exceeded");
        return noRoom ? FULL : TROUBLE;
    }

    static String sentence(IOException e) {
        if (e instanceof UnholdableNameException) {
            return "This system cannot hold its name.";
        }
        if (e instanceof AccessDeniedException) {
            return "This user may not write it.";
        }
        if (of(e) == FULL) {
            return "The disk is full.";
        }
        String text = e instanceof FileSystemException fs ? fs.getReason() : null;
        if (text != null && text.toLowerCase(Locale.ROOT).contains("read-only")) {
            return "The disk is read-only.";
        }
        return text == null ? "It could not be written." : "It could not be written: " + text + ".";
    }
}
