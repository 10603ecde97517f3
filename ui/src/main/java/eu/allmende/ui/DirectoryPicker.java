package eu.allmende.ui;

import java.util.Optional;
import javafx.stage.Window;

/// Lets a person pick a directory.
@FunctionalInterface
interface DirectoryPicker {
    /// The directory that was picked; empty if none was.
    ///
    /// @param owner what the question stands before
    /// @param title what is asked
    Optional<String> pick(Window owner, String title);
}
