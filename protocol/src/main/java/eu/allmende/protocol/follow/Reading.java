package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Tip;
import java.util.List;

/// A subject's entries after a tip, every one proven, and complete up to the newest.
///
/// @param leaves in the log's order; empty if there is nothing newer
/// @param tip after the last of them: keep it, and read on from it
public record Reading(List<LedgerLeaf> leaves, Tip tip) {
    public Reading {
        leaves = List.copyOf(leaves);
    }
}
