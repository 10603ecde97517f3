package eu.allmende.engine.run;

import eu.allmende.engine.scan.Parts;

/// What a look covered.
///
/// @param looked the directories that were looked at
/// @param again those of them that must be looked at once more: something in them is being written,
///   or not believed to be gone yet
record Covered(Parts looked, Parts again) {}
