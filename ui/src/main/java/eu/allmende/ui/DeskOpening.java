package eu.allmende.ui;

/// The way to the desk. It may take long and it may fail; the window stands and says so meanwhile.
@FunctionalInterface
public interface DeskOpening {
    /// Opens the desk. Blocks; the window calls it beside its own thread, and again later unless it
    /// is [Opened.Ready].
    Opened open() throws InterruptedException;

    /// What came of opening the desk.
    sealed interface Opened {
        /// It is open.
        ///
        /// @param desk is closed with the window
        record Ready(Desk desk) implements Opened {}

        /// This computer is no device of an account yet; a person can make it one.
        record NoAccount() implements Opened {}

        /// Another program works with the same folders; it may end.
        record Busy() implements Opened {}

        /// The commons did not answer; later it may.
        record Unreachable() implements Opened {}

        /// It could not be opened.
        ///
        /// @param sentence why, for a person; empty if nobody foresaw it
        record Failed(String sentence) implements Opened {}
    }
}
