package eu.allmende.engine.run;

import eu.allmende.engine.SyncState;
import eu.allmende.engine.remote.GivenUp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says in a folder's status how its passes end, and until when it stands still.
final class Showing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final FolderStatus status;
    private final Agenda agenda;

    Showing(FolderStatus status, Agenda agenda) {
        this.status = status;
        this.agenda = agenda;
    }

    /// What a person should know of what commits gave up.
    static String sentence(GivenUp much) {
        return ("Much of this folder was given up: %s of %s, by %s, since %s. It stays until %s at"
                        + " least. If that was not meant, `allmende history` shows what changed, and"
                        + " `allmende restore` and `allmende rewind` bring it back.")
                .formatted(
                        size(much.bytes()),
                        size(much.folderBytes()),
                        String.join(" and ", much.devices()),
                        TIME.format(much.since()),
                        TIME.format(much.until()));
    }

    private static String size(long bytes) {
        double mebibytes = bytes / (1024.0 * 1024.0);
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }

    /// A pass ended like this.
    void end(PassEnd end) {
        switch (end) {
            case PassEnd.Quiet _ -> status.state(SyncState.UP_TO_DATE, "");
            case PassEnd.Again _, PassEnd.Underway _ -> status.state(SyncState.SYNCING, "");
            case PassEnd.Moving _ ->
                    status.state(SyncState.SYNCING, "A file is being written at this moment.");
            case PassEnd.Waiting(PassEnd.Cause _, String reason) ->
                    status.state(SyncState.WAITING, reason);
            case PassEnd.Attention(String reason) -> status.state(SyncState.ATTENTION, reason);
        }
        if (agenda.isPaused()) {
            pause();
        }
    }

    /// The folder stands still.
    void pause() {
        Instant until = agenda.pausedUntil();
        if (until.equals(Instant.MAX)) {
            status.state(SyncState.PAUSED, "");
        } else if (!until.equals(Instant.MIN)) {
            status.state(SyncState.PAUSED, "It goes on by itself at " + TIME.format(until) + ".");
        }
    }
}
