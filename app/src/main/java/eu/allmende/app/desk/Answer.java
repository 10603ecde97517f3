package eu.allmende.app.desk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a question. The components are, by name, the fields that scripts rely on.
public sealed interface Answer {
    /// How each folder stands.
    record Status(List<FolderStatus> folders) implements Answer {
        public Status {
            folders = List.copyOf(folders);
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
    record FolderStatus(
            String name,
            String path,
            String state,
            String message,
            long pendingFiles,
            long pendingBytes,
            List<Trouble> errors,
            List<Conflict> conflicts) {
        public FolderStatus {
            errors = List.copyOf(errors);
            conflicts = List.copyOf(conflicts);
        }
    }

    /// The spellings of a folder's state.
    final class State {
        /// Nothing is left to do.
        public static final String UP_TO_DATE = "up-to-date";

        /// A person must decide something.
        public static final String ATTENTION = "attention";

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
    /// @param state `up-to-date`, or `attention`, or `waiting` if it could not be finished
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

    /// Whether disk, trees, ledger and pieces agree.
    record Checked(boolean ok, List<Finding> findings) implements Answer {
        public Checked {
            findings = List.copyOf(findings);
        }
    }

    /// One thing that does not agree.
    record Finding(String severity, String path, String text) {}

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
