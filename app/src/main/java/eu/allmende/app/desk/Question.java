package eu.allmende.app.desk;

import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.Keep;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// Which versions of a path can still be had.
    ///
    /// @param path absolute on this disk
    record History(String path) implements Question {}

    /// Bring something back that was, to where it lay or to another place.
    ///
    /// @param path absolute on this disk
    /// @param version its number; null if a time is given, or if it is about what was deleted last
    /// @param at ISO 8601; null if a version is given, or if it is about what was deleted last
    /// @param to absolute on this disk; null for where it lay
    record Restore(String path, @Nullable Long version, @Nullable String at, @Nullable String to)
            implements Question {}

    /// What rewinding a folder would do.
    ///
    /// @param at ISO 8601
    record PlanRewind(String name, String at) implements Question {}

    /// Rewind a folder.
    ///
    /// @param agreed what a person said yes to
    record Rewind(Answer.RewindPlan agreed) implements Question {}

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
    /// @param exclude directories of the folder that are not wanted, inside it
    record LinkFolder(String name, String path, List<String> exclude) implements Question {
        public LinkFolder {
            exclude = List.copyOf(exclude);
        }
    }

    /// Keep directories of a folder off this disk, or bring them back to it.
    ///
    /// @param exclude inside the folder, or absolute on this disk
    /// @param include likewise
    record Select(String name, List<String> exclude, List<String> include) implements Question {
        public Select {
            exclude = List.copyOf(exclude);
            include = List.copyOf(include);
        }
    }

    /// Sync a folder both ways, or only one.
    ///
    /// @param mode the word of a mode
    record SetMode(String name, String mode) implements Question {}

    /// Undo what was changed here in a folder that only receives.
    record Revert(String name) implements Question {}

    /// Stop syncing a folder on this device; nothing else happens to it.
    ///
    /// @param freed what becomes of freed files
    record RemoveFolder(String name, FreedOnRemoval freed) implements Question {}

    /// Let the deletions go out that the guard of a folder holds back, and sync it.
    record ConfirmDeletes(String name) implements Question {}

    /// Bring back what was deleted here, instead of what the guard of a folder holds back.
    record RestoreDeleted(String name) implements Question {}

    /// Let a folder stand still until [Resume].
    ///
    /// @param name null for all folders
    /// @param forSeconds it ends by itself after so long; null if it does not
    record Pause(@Nullable String name, @Nullable Long forSeconds) implements Question {}

    /// Go on after [Pause].
    ///
    /// @param name null for all folders
    record Resume(@Nullable String name) implements Question {}

    /// How fast content may go from now on; tells it as well.
    ///
    /// @param up bytes per second, 0 for no limit, null to leave it as it is
    /// @param down likewise
    record SetLimits(@Nullable Long up, @Nullable Long down) implements Question {}

    /// Whether disk, trees, ledger and pieces of a folder agree.
    record Check(String name) implements Question {}

    /// Check a folder, and mend what can be mended on this device.
    record Repair(String name) implements Question {}

    /// How far the check of a folder is that is under way.
    record CheckStands(String name) implements Question {}

    /// End the check of a folder that is under way; what was mended stays mended.
    record StopCheck(String name) implements Question {}

    /// Settle a conflict.
    ///
    /// @param path absolute on this disk: the copy, or what it is a copy of
    record Resolve(String path, Keep keep) implements Question {}

    /// Free files: they leave this disk, and placeholders stay.
    ///
    /// @param paths absolute on this disk
    record Free(List<String> paths) implements Question {
        public Free {
            paths = List.copyOf(paths);
        }
    }

    /// Bring freed files back.
    ///
    /// @param paths absolute on this disk
    record Fetch(List<String> paths) implements Question {
        public Fetch {
            paths = List.copyOf(paths);
        }
    }

    /// Which devices the account has.
    record Devices() implements Question {}

    private static void requireNotNegative(long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds are negative: " + seconds);
        }
    }
}
