package eu.allmende.ui;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A wish for a folder as a person typed it, before the desk is asked.
///
/// @param name as typed
/// @param path as typed or picked
record Draft(String name, String path) {
    private static final String HOME = "~";

    Draft {
        name = name.strip();
        path = path.strip();
    }

    /// What is wrong with the name: a key of [Words]. The desk may find more.
    ///
    /// @param present the folders there are
    Optional<String> nameFault(List<FolderRow> present) {
        if (name.isEmpty()) {
            return Optional.of("form.name.blank");
        }
        return present.stream().anyMatch(row -> row.name().equals(name))
                ? Optional.of("form.name.taken")
                : Optional.empty();
    }

    /// What is wrong with the path: a key of [Words]. The desk may find more.
    ///
    /// @param home the person's own directory, for `~`
    Optional<String> pathFault(String home) {
        if (path.isEmpty()) {
            return Optional.of("form.path.blank");
        }
        try {
            boolean whole = Path.of(place(home)).isAbsolute();
            return whole ? Optional.empty() : Optional.of("form.path.partial");
        } catch (InvalidPathException _) {
            return Optional.of("form.path.invalid");
        }
    }

    /// The path, with `~` written out.
    String place(String home) {
        boolean fromHome = path.equals(HOME) || path.startsWith(HOME + "/");
        return fromHome ? home + path.substring(HOME.length()) : path;
    }
}
