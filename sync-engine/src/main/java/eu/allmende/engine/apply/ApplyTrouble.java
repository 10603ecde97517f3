package eu.allmende.engine.apply;

import eu.allmende.protocol.id.EntryId;

/// A step that could not be done, and why.
///
/// @param path inside the folder
/// @param reason one sentence
public record ApplyTrouble(EntryId entry, String path, String reason) {}
