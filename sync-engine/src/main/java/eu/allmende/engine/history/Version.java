package eu.allmende.engine.history;

import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import java.time.Instant;
import java.util.Optional;

/// One version of an entry.
///
/// @param sequence of the commit that made it: its number
/// @param time of that commit, by the ledger
/// @param author the device that made it
/// @param path where the entry lay then, inside the folder, with `/`; for a deletion where it lay
///   last
/// @param after its state from then on; empty if it was deleted
/// @param keptUntil when it goes, by the ledger's time; empty while nothing took its place
public record Version(
        long sequence,
        Instant time,
        DeviceId author,
        EntryId entry,
        String path,
        Optional<EntryState> after,
        Optional<Instant> keptUntil) {
    /// Whether it says that the entry was deleted.
    public boolean isDeletion() {
        return after.isEmpty();
    }

    /// Whether it stays at a moment.
    public boolean isKept(Instant now) {
        return keptUntil.filter(until -> !now.isBefore(until)).isEmpty();
    }
}
