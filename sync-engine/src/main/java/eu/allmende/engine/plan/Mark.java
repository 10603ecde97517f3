package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;

/// An entry that this disk cannot hold where it belongs. It stays in the commons, and on this disk
/// where it was, if it was.
///
/// @param to where it belongs
/// @param reason one sentence
public record Mark(EntryId entry, Spot to, String reason) {}
