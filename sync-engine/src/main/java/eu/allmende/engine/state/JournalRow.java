package eu.allmende.engine.state;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;

/// Something that is just being done on the disk. After a crash each says how to find out whether
/// it was done.
public sealed interface JournalRow {
    /// Whom it is about.
    EntryId entry();

    /// An entry moves.
    ///
    /// @param identity of what moves
    record Moving(EntryId entry, Spot to, Identity identity) implements JournalRow {}

    /// An entry moves through a temporary name.
    ///
    /// @param from where it was
    /// @param last where it shall be in the end
    record Parking(EntryId entry, Spot from, Spot temporary, Spot last, Identity identity)
            implements JournalRow {}

    /// A file or link goes to the trash.
    ///
    /// @param slot where in the trash
    record Trashing(EntryId entry, String slot, Identity identity) implements JournalRow {}

    /// Staged content comes to a free spot.
    ///
    /// @param after what the entry is then
    /// @param identity of the staged file
    record Placing(EntryId entry, EntryState after, Identity identity) implements JournalRow {}

    /// Staged content takes the place of a file, which goes to the trash.
    ///
    /// @param after what the entry is then
    /// @param identity of the staged file
    /// @param slot where in the trash the old file goes
    /// @param old what was there
    record Replacing(EntryId entry, EntryState after, Identity identity, String slot, Stat old)
            implements JournalRow {}

    /// A file is freed: a staged placeholder comes beside it, and it goes to the trash.
    ///
    /// @param random the bytes in the placeholder
    /// @param placeholder identity of the staged one
    /// @param slot where in the trash the file goes
    /// @param old the file
    record Freeing(EntryId entry, Hash random, Identity placeholder, String slot, Stat old)
            implements JournalRow {}

    /// A freed file comes back: staged content takes the name, and its placeholder goes to the
    /// trash.
    ///
    /// @param after what the entry is then
    /// @param identity of the staged file
    /// @param slot where in the trash the placeholder goes
    /// @param placeholder as it was last seen
    record Fetching(
            EntryId entry, EntryState after, Identity identity, String slot, Stat placeholder)
            implements JournalRow {}
}
