package eu.allmende.engine.plan;

import eu.allmende.protocol.id.EntryId;
import java.util.function.Supplier;

/// What is needed to name conflicted copies.
///
/// @param device what this device is called
/// @param time as `YYYY-MM-DD HHMMSS`
/// @param freshIds random ids
public record Naming(String device, String time, Supplier<EntryId> freshIds) {}
