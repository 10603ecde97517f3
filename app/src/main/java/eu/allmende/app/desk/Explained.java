package eu.allmende.app.desk;

import eu.allmende.engine.RefusedException;
import eu.allmende.node.serve.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/// A failure, in one sentence for a person; the stack trace goes to the log.
///
/// @param expected whether the sentence says it all; else the log says more
public record Explained(Ending ending, String sentence, Certainty expected) {
    /// Whether a sentence says it all.
    public enum Certainty {
        /// It does.
        EXPECTED,
        /// The log says more.
        UNEXPECTED
    }

    /// Explains what was thrown.
    public static Explained of(Throwable thrown) {
        if (thrown instanceof CommandException command) {
            return new Explained(command.ending(), command.sentence(), Certainty.EXPECTED);
        }
        if (thrown instanceof RefusedException) {
            return new Explained(
                    Ending.FAILED, String.valueOf(thrown.getMessage()), Certainty.EXPECTED);
        }
        if (thrown instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return of(unchecked.getCause());
        }
        return ofSystem(thrown)
                .map(text -> new Explained(Ending.FAILED, text, Certainty.EXPECTED))
                .or(() -> ofNetwork(thrown))
                .orElseGet(() -> unexpected(thrown));
    }

    private static Optional<String> ofSystem(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            Optional<String> found = ofOne(each);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofOne(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device") || lower.contains("sqlite_full")) {
            return Optional.of("The disk is full: make room and try again.");
        }
        if (lower.contains("sqlite_corrupt") || lower.contains("sqlite_notadb")) {
            return Optional.of(
                    "A database of this home is damaged: no files were touched; run"
                            + " `allmende check` to see more.");
        }
        return switch (thrown) {
            case CannotStartException e -> Optional.of(String.valueOf(e.getMessage()));
            case NoSuchFileException e -> Optional.of("There is no " + e.getFile() + ".");
            case AccessDeniedException e ->
                    Optional.of("This user may not use " + e.getFile() + ".");
            case NotDirectoryException e -> Optional.of(e.getFile() + " is not a folder.");
            case FileSystemException e when e.getReason() != null ->
                    Optional.of(e.getFile() + ": " + e.getReason() + ".");
            default -> Optional.empty();
        };
    }

    private static Optional<Explained> ofNetwork(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ConnectException) {
                return Optional.of(
                        new Explained(
                                Ending.NOT_RUNNING,
                                "The commons cannot be reached: nobody answers at its addresses.",
                                Certainty.EXPECTED));
            }
            String message = String.valueOf(each.getMessage());
            if (message.startsWith("too few validators")) {
                return Optional.of(
                        new Explained(
                                Ending.NOT_RUNNING,
                                "The commons cannot be reached: " + message + ".",
                                Certainty.EXPECTED));
            }
        }
        return Optional.empty();
    }

    private static Explained unexpected(Throwable thrown) {
        String message = thrown.getMessage();
        String sentence =
                thrown instanceof IOException && message != null && !message.isBlank()
                        ? sentence(message)
                        : "Something went wrong that nobody foresaw.";
        return new Explained(Ending.FAILED, sentence, Certainty.UNEXPECTED);
    }

    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        String capital = line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
