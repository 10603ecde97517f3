/// The node's second role: a **validator** orders the ledger with its fellows and vouches for it.
///
/// | word      | meaning                                                            | size     |
/// |-----------|--------------------------------------------------------------------|----------|
/// | setup     | what a validator needs to start: its key, its folder, its fellows   |          |
/// | founding  | making the keys and the genesis of a new commons                    |          |
/// | directory | signed, expiring records of where nodes answer; beside the log      | ≤ 2 KiB  |
/// | mailbox   | a slot in which two devices that pair leave each other one message  | ≤ 4 KiB  |
/// | call      | one request; every answer about the ledger carries its own proof    |          |
///
/// Rooms inside: `store` (SQLite), `log` (the Merkle tree), `ledger` (the state that entries amount
/// to, and Ratis, which orders them), `cosign` (what this validator vouches for). A caller need not
/// believe a validator: answers are checked against heads that a quorum cosigned.
@NullMarked
package eu.allmende.node.validator;

import org.jspecify.annotations.NullMarked;
