package eu.allmende.engine;

import java.util.Optional;

/// How a conflict was settled.
///
/// @param path inside the folder, with `/`: where the kept version is
/// @param other where the other version is, if both were kept
public record Resolved(String path, Optional<String> other) {}
