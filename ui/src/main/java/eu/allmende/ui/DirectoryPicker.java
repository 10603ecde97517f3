package eu.allmende.ui;

import java.util.Optional;

/// Lets a person pick a directory.
@FunctionalInterface
interface DirectoryPicker {
    /// The directory that was picked; empty if none was.
    Optional<String> pick();
}
