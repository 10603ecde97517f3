package eu.allmende.engine;

import java.util.Optional;

/// Which way a folder is synced on this device.
public enum FolderMode {
    /// Both ways.
    BOTH("both"),
    /// What changes here goes out; what others change is not applied here.
    SEND("send"),
    /// What others change is applied here; what changes here stays here.
    RECEIVE("receive");

    private final String word;

    FolderMode(String word) {
        this.word = word;
    }

    /// The word that people type.
    public String word() {
        return word;
    }

    /// The mode with a word.
    public static Optional<FolderMode> of(String word) {
        for (FolderMode mode : values()) {
            if (mode.word.equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
