package eu.allmende.engine.history;

import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;

/// An entry's state and the commits between which it stood.
///
/// @param since the commit that made it
/// @param until the commit that ended it; [HistoryTables#STANDS] if none did
record Span(EntryId entry, long since, long until, EntryState state) {
    boolean stands() {
        return until == HistoryTables.STANDS;
    }

    boolean stoodAt(long sequence) {
        return since <= sequence && sequence < until;
    }
}
