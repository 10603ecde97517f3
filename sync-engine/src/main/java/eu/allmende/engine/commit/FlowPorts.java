package eu.allmende.engine.commit;

import eu.allmende.engine.transfer.Limits;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.peer.PeerExchange;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/// What a folder's way to the commons needs from outside.
///
/// @param ledger the verified ledger
/// @param exchange the way to nodes, with this device's key
/// @param threads runs blocking work side by side: a virtual thread each
/// @param cores a fixed pool of as many threads as there are cores, for sealing and opening
/// @param random for nonces, padding and choices
/// @param clock wall time, for what is remembered of nodes
/// @param limits how fast content goes, for all folders together
public record FlowPorts(
        LedgerClient ledger,
        PeerExchange exchange,
        Executor threads,
        ExecutorService cores,
        SecureRandom random,
        InstantSource clock,
        Limits limits) {}
