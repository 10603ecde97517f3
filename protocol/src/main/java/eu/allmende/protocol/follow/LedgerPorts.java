package eu.allmende.protocol.follow;

import eu.allmende.protocol.peer.PeerExchange;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What a [LedgerClient] needs from outside.
///
/// @param exchange the way out to validators
/// @param heads where the last believed head is kept
/// @param threads runs blocking requests side by side: a virtual thread each
/// @param clock wall time, for the age of suspicions and records only
public record LedgerPorts(
        PeerExchange exchange, HeadStore heads, Executor threads, InstantSource clock) {}
