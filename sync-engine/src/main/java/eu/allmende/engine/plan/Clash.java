package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Spot;

/// Two versions of one file, or two entries that wanted one name.
///
/// @param winner the spot that was argued about
/// @param copy where the loser is now
public record Clash(Spot winner, Spot copy) {}
