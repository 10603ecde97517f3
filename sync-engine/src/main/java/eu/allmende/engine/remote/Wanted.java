package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;

/// A file whose content this device lacks.
public record Wanted(EntryId entry, Content.File content) {}
