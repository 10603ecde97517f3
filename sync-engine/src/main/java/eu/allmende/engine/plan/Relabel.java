package eu.allmende.engine.plan;

import eu.allmende.protocol.id.EntryId;

/// An entry of the local tree gets another id, with all that lies in it. Nothing on the disk
/// changes: it turned out to be another entry.
public record Relabel(EntryId from, EntryId to) {}
