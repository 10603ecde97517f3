package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Content;

/// A file whose content must be there.
///
/// @param path inside its folder, with `/`
public record Sought(String path, Content.File content) {}
