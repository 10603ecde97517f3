/// Following the ledger without trusting any one validator: what is asked, what is answered, and
/// the client that believes only what it verified.
///
/// | word       | meaning                                                                        |
/// |------------|--------------------------------------------------------------------------------|
/// | reading    | a subject's entries after a tip, each proven, complete up to the newest tip    |
/// | page       | a part of a subject's entries with a head and a proof for each                 |
/// | suspicion  | what a client kept about a validator that did not tell the truth               |
/// | news       | that a subject has more entries than the asker knows                           |
///
/// A head counts with a quorum of cosignatures and if it extends the last one believed. "Newest" is
/// the newest tip that verifies among n − f answers: what a quorum acknowledged is known to at
/// least one honest validator among them. Bytes leave and come through
/// [eu.allmende.protocol.peer.PeerExchange]; clock, threads and the place where the last head is
/// kept are ports as well.
@NullMarked
package eu.allmende.protocol.follow;

import org.jspecify.annotations.NullMarked;
