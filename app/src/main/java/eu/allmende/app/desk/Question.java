package eu.allmende.app.desk;

/// One thing to do or to tell. Durations are in seconds because people type them.
public sealed interface Question {
    /// How each folder stands.
    ///
    /// @param waitSeconds answer only when all folders rest, or after so long; 0 answers at once
    record HowItStands(long waitSeconds) implements Question {
        public HowItStands {
            requireNotNegative(waitSeconds);
        }
    }

    /// Sync until all is quiet.
    ///
    /// @param timeoutSeconds give up after so long
    record SyncNow(long timeoutSeconds) implements Question {
        public SyncNow {
            requireNotNegative(timeoutSeconds);
        }
    }

    /// Who holds a file's pieces.
    ///
    /// @param path absolute on this disk
    record Where(String path) implements Question {}

    /// Which folders there are.
    record Folders() implements Question {}

    /// Make a folder of the commons out of a directory.
    ///
    /// @param path absolute on this disk
    /// @param fence a preset's name
    record AddFolder(String name, String path, String fence) implements Question {}

    /// Let a directory follow a folder that the account has.
    ///
    /// @param path absolute on this disk
    record LinkFolder(String name, String path) implements Question {}

    /// Whether disk, trees, ledger and pieces of a folder agree.
    record Check(String name) implements Question {}

    /// Which devices the account has.
    record Devices() implements Question {}

    private static void requireNotNegative(long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds are negative: " + seconds);
        }
    }
}
