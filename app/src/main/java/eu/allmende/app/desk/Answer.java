package eu.allmende.app.desk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a question. The components are, by name, the fields that scripts rely on.
public sealed interface Answer {
    /// How each folder stands.
    ///
    /// @param limits absent if there are none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(List<FolderStatus> folders, @Nullable Limits limits) implements Answer {
        public Status {
            folders = List.copyOf(folders);
        }

        /// Without limits.
        public Status(List<FolderStatus> folders) {
            this(folders, null);
        }

        /// Whether nothing is left to do.
        @JsonIgnore
        public boolean isUpToDate() {
            return folders.stream().allMatch(folder -> folder.state().equals(State.UP_TO_DATE));
        }

        /// Whether a person must decide something.
        public boolean needsAttention() {
            return folders.stream().anyMatch(folder -> folder.state().equals(State.ATTENTION));
        }
    }

    /// How one folder stands.
    ///
    /// @param state one of [State]
    /// @param message why, where the state does not say it all; else empty
    /// @param decisions absent if nothing was decided about it
    /// @param freed absent if nothing is freed
    /// @param proof absent if this device never had pieces proven by itself
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FolderStatus(
            String name,
            String path,
            String state,
            String message,
            long pendingFiles,
            long pendingBytes,
            List<Trouble> errors,
            List<Conflict> conflicts,
            @Nullable Decisions decisions,
            @Nullable Freed freed,
            @Nullable Proof proof) {
        public FolderStatus {
            errors = List.copyOf(errors);
            conflicts = List.copyOf(conflicts);
        }
    }

    /// What came of it when a device last had a sample of its pieces proven by itself.
    ///
    /// @param at ISO 8601, by this computer's clock
    /// @param mended pieces that were made anew, or placed
    record Proof(String at, PieceNumbers pieces, long mended) {}

    /// Files of which only placeholders are on this disk.
    ///
    /// @param bytes that they would take
    record Freed(long files, long bytes) {}

    /// What was decided about a folder on this device.
    ///
    /// @param mode `both`, `send` or `receive`
    /// @param excluded directories that are not on this disk
    /// @param notApplied changes of others that are not applied here
    /// @param hereOnly changes made here that stay here
    /// @param pausedUntil ISO 8601, when a pause ends by itself; absent if none does
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decisions(
            String mode,
            List<String> excluded,
            long notApplied,
            long hereOnly,
            @Nullable String pausedUntil) {
        public Decisions {
            excluded = List.copyOf(excluded);
        }
    }

    /// How fast content may go, in bytes per second; 0 for no limit.
    record Limits(long up, long down) implements Answer {}

    /// The spellings of a folder's state.
    final class State {
        /// Nothing is left to do.
        public static final String UP_TO_DATE = "up-to-date";

        /// A person must decide something.
        public static final String ATTENTION = "attention";

        /// A person said pause.
        public static final String PAUSED = "paused";

        /// Nobody syncs it at the moment.
        public static final String STOPPED = "stopped";

        private State() {}
    }

    /// What went wrong with one file.
    ///
    /// @param nextTry ISO 8601; absent if only a person can help
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Trouble(String path, String reason, @Nullable String nextTry) {}

    /// Two versions of one file.
    ///
    /// @param copy the name under which the later version was kept
    record Conflict(String path, String copy) {}

    /// What a sync has moved.
    ///
    /// @param state `up-to-date`, or `attention`, or `waiting` if it could not be finished, or
    ///   `paused` if all that is not paused is up to date
    /// @param messages what a person should know
    record Synced(Moved up, Moved down, Steps steps, String state, List<String> messages)
            implements Answer {
        public Synced {
            messages = List.copyOf(messages);
        }
    }

    /// Bytes and files in one direction.
    ///
    /// @param wireBytes bytes that crossed the network, parity and all
    record Moved(long contentBytes, long wireBytes, long files) {}

    /// What was done to the disk or to the commons, counted.
    record Steps(long create, long update, long move, long delete, long conflict) {}

    /// Who holds a file's pieces.
    ///
    /// @param code needed/wanted
    /// @param note what a person must know to judge it; absent if nothing
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(String code, List<PackPlace> packs, @Nullable String note) implements Answer {
        public Place {
            packs = List.copyOf(packs);
        }
    }

    /// Who holds one pack.
    record PackPlace(String pack, long bytes, List<PiecePlace> pieces) {
        public PackPlace {
            pieces = List.copyOf(pieces);
        }
    }

    /// Who holds one piece.
    record PiecePlace(
            int index,
            String node,
            String operator,
            String country,
            String law,
            String level,
            String state) {}

    /// The past of a path.
    ///
    /// @param path inside the folder; empty for the folder itself
    /// @param versions newest first
    /// @param deletedInside what was deleted in it, if it is a directory; newest first
    /// @param note what a person must know to judge it; absent if nothing
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Versions(
            String folder,
            String path,
            List<VersionLine> versions,
            List<DeletedLine> deletedInside,
            @Nullable String note)
            implements Answer {
        public Versions {
            versions = List.copyOf(versions);
            deletedInside = List.copyOf(deletedInside);
        }
    }

    /// One version.
    ///
    /// @param version its number
    /// @param time ISO 8601, by the ledger
    /// @param device what the device is called that made it
    /// @param deleted whether it is a deletion
    /// @param directory whether it is a directory
    /// @param path where it lay then, inside the folder
    /// @param keptUntil ISO 8601; absent while it is the newest
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionLine(
            long version,
            String time,
            String device,
            long size,
            boolean deleted,
            boolean directory,
            String path,
            @Nullable String keptUntil) {}

    /// Something that was deleted in a directory.
    ///
    /// @param version the number of its last version
    /// @param deletedAt ISO 8601, by the ledger
    /// @param keptUntil ISO 8601
    record DeletedLine(
            String name,
            long version,
            String deletedAt,
            long size,
            boolean directory,
            String keptUntil) {}

    /// What rewinding a folder would do.
    ///
    /// @param at ISO 8601
    /// @param version the last commit by then
    /// @param head the newest commit
    /// @param expired how many files' content of then may be gone
    record RewindPlan(
            String name, String at, long version, long head, PastCounts counts, long expired)
            implements Answer {}

    /// Files, links and folders, counted.
    ///
    /// @param create are brought back
    /// @param update get the content they had
    /// @param move go back to where they lay
    /// @param delete go to the trash
    /// @param bytes of content
    record PastCounts(long create, long update, long move, long delete, long bytes) {}

    /// What was brought back.
    ///
    /// @param left what could not be done
    /// @param message why it is not in the commons yet; empty if it is
    record Restored(String name, PastCounts counts, List<PastLeft> left, String message)
            implements Answer {
        public Restored {
            left = List.copyOf(left);
        }
    }

    /// Something that stayed as it is.
    ///
    /// @param path inside the folder
    record PastLeft(String path, String reason) {}

    /// What was freed, or fetched back.
    ///
    /// @param files that were
    /// @param bytes that they hold
    /// @param left what stays as it was
    record Space(long files, long bytes, List<PastLeft> left) implements Answer {
        public Space {
            left = List.copyOf(left);
        }
    }

    /// Which folders there are.
    record FolderList(List<FolderLine> folders) implements Answer {
        public FolderList {
            folders = List.copyOf(folders);
        }
    }

    /// One folder.
    ///
    /// @param path absent if it is not linked on this device
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FolderLine(String name, @Nullable String path, String fence) {}

    /// A folder was added or linked.
    record FolderReady(String name, String path, String fence) implements Answer {}

    /// A folder is not synced here any more.
    ///
    /// @param path where its files still lie
    /// @param placeholders how many freed files stay there only as placeholders
    record FolderRemoved(
            String name,
            String path,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long placeholders)
            implements Answer {}

    /// Whether disk, trees, ledger and pieces agree.
    ///
    /// @param files how many the folder has
    /// @param mended what a repair found and put right
    /// @param pieces what the holders of pieces proved
    record Checked(
            boolean ok,
            long files,
            List<Finding> findings,
            List<Finding> mended,
            PieceNumbers pieces)
            implements Answer {
        public Checked {
            findings = List.copyOf(findings);
            mended = List.copyOf(mended);
        }
    }

    /// One thing that does not agree.
    ///
    /// @param about `disk`: the disk with what is remembered; `ledger`: that with the ledger;
    ///   `pieces`: the ledger with the pieces on the nodes
    record Finding(String severity, String about, String path, String text) {}

    /// How far a check is.
    ///
    /// @param stage `files` (counted in bytes), `pieces` or `mending` (counted in packs); empty if
    ///   none is under way
    record CheckStands(String stage, long done, long all) implements Answer {
        /// No check is under way, or it has not begun to count.
        public static final CheckStands NONE = new CheckStands("", 0, 0);
    }

    /// A conflict was settled.
    ///
    /// @param path inside the folder: where the kept version is
    /// @param other where the other version is; absent if it is in the trash
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Resolved(String path, @Nullable String other) implements Answer {}

    /// Which devices the account has.
    record DeviceList(List<DeviceLine> devices) implements Answer {
        public DeviceList {
            devices = List.copyOf(devices);
        }
    }

    /// One device.
    ///
    /// @param lastSeen ISO 8601, ledger time of its last entry; absent if it made none
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeviceLine(String id, String name, @Nullable String lastSeen, boolean revoked) {}
}
