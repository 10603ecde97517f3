/// What the ledger says, and in which order: Ratis orders entries, every validator checks them by
/// the same rules and carries them out in one SQLite file.
///
/// | word    | meaning                                                                 | bound      |
/// |---------|-------------------------------------------------------------------------|------------|
/// | batch   | entries that were handed in together, and the time the leader stamped    | ≤ 1 MiB    |
/// | outcome | what became of one entry: accepted, known already, or refused            |            |
/// | step    | one index of Ratis' log; applied once, whatever dies in between          | queue 1024 |
/// | state   | what the accepted entries amount to, as tables                           |            |
///
/// Takes bytes of signed entries; gives outcomes, and readers of what was applied. State, Merkle
/// log and the applied index of Ratis change in one transaction, so a killed validator goes on
/// where it was. Nothing here signs anything.
@NullMarked
package eu.allmende.node.validator.ledger;

import org.jspecify.annotations.NullMarked;
