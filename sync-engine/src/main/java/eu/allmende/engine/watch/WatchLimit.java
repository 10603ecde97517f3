package eu.allmende.engine.watch;

import java.util.Locale;

/// What it means for a person that a folder cannot be watched.
final class WatchLimit {
    private WatchLimit() {}

    /// Whether the system allows no more watches.
    static boolean isReached(Throwable thrown) {
        return names(thrown, "watches reached")
                || names(thrown, "instances reached")
                || names(thrown, "no space left");
    }

    /// Why changes are found late, and what can be done about it.
    static String sentence(Throwable thrown) {
        if (names(thrown, "instances reached")) {
            return "The system's limit of watching programs is reached, so changes are found up to"
                    + " a minute late: raise it with"
                    + " `sudo sysctl fs.inotify.max_user_instances=1024`.";
        }
        if (isReached(thrown)) {
            return "The system's limit of watched directories is reached, so changes are found up"
                    + " to a minute late: raise it with"
                    + " `sudo sysctl fs.inotify.max_user_watches=1048576`.";
        }
        return "This folder cannot be watched, so changes are found up to a minute late.";
    }

    private static boolean names(Throwable thrown, String words) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String text = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains(words)) {
                return true;
            }
        }
        return false;
    }
}
