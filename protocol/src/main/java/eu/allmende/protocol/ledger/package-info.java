/// The ledger: signed entries in one order, their Merkle log, heads that a quorum of validators
/// cosigns.
///
/// | word        | meaning                                                          | size            |
/// |-------------|------------------------------------------------------------------|-----------------|
/// | entry       | one statement, signed by whom it speaks for                      | at most 64 KiB  |
/// | leaf        | an entry with its ledger time and index, as the log hashes it    |                 |
/// | ledger time | stamped by the ordering validator; it never falls                | ms since 1970   |
/// | subject     | what an entry is filed under: an account, a folder, or the nodes | text            |
/// | tip         | how many entries a subject has, and the hash chain over them     |                 |
/// | checkpoint  | size and Merkle root of the log, as signed text (C2SP)           |                 |
/// | head        | a checkpoint with its cosignatures                               |                 |
/// | refusal     | why an entry was not taken: a code and a sentence                |                 |
///
/// The rules are pure functions of an entry and a view of the state, so that every validator comes
/// to the same answer. Nothing here reads a clock, a disk or a socket.
@NullMarked
package eu.allmende.protocol.ledger;

import org.jspecify.annotations.NullMarked;
