package eu.allmende.engine.remote;

import java.time.Instant;

/// What came of it when this device last had some pieces of a folder proven by itself.
///
/// @param mended pieces that were made anew, or placed
public record LastProof(Instant at, PieceCounts counts, long mended) {}
