/// The Merkle log (RFC 6962), kept as the hashes of its complete subtrees, so that any root and any
/// proof of the past is a handful of look-ups.
///
/// | word    | meaning                                                             | size       |
/// |---------|---------------------------------------------------------------------|------------|
/// | leaf    | an accepted entry with its ledger time                              | ≤ 64 KiB   |
/// | subtree | 2^level leaves from index × 2^level; complete, so it never changes  | 32 bytes   |
/// | root    | the hash over the first `size` leaves, for any size reached         | 32 bytes   |
///
/// Only grows: nothing here changes or removes.
@NullMarked
package eu.allmende.node.validator.log;

import org.jspecify.annotations.NullMarked;
