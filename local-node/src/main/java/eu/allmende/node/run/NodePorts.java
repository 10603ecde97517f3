package eu.allmende.node.run;

import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.peer.PeerExchange;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// What a node needs from outside.
///
/// @param exchange makes the way out, for the node's own key
/// @param heads where the last believed head of the ledger is kept
/// @param threads runs blocking work side by side: a virtual thread each
/// @param clock wall time, for expiries of records and receipts
public record NodePorts(
        Function<SigningKey, PeerExchange> exchange,
        HeadStore heads,
        Executor threads,
        InstantSource clock) {}
