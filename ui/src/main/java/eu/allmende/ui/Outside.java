package eu.allmende.ui;

import java.util.concurrent.Executor;

/// What the window needs from beyond itself.
///
/// @param desk what a person asks is asked of it, on `background` alone
/// @param picker the system's way to pick a directory
/// @param home the person's own directory
/// @param background runs what may take a while
record Outside(Asking desk, DirectoryPicker picker, String home, Executor background) {}
