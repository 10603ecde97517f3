package eu.allmende.app.device;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.peer.PeerExchange;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// The verified ledger and the way to nodes, under one key.
public final class CommonsLink implements AutoCloseable {
    private final OkHttpExchange sockets;
    private final PeerExchange exchange;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LedgerClient ledger;

    /// @param key the key that this side shows
    /// @param heads where the last believed head is kept
    public CommonsLink(CommonsFile commons, SigningKey key, HeadStore heads) {
        this(commons, key, heads, UnaryOperator.identity());
    }

    /// @param tap what all exchanges go through, to be seen by whoever watches
    CommonsLink(
            CommonsFile commons, SigningKey key, HeadStore heads, UnaryOperator<PeerExchange> tap) {
        sockets = new OkHttpExchange(key);
        exchange = tap.apply(sockets);
        ledger =
                new LedgerClient(
                        commons, new LedgerPorts(exchange, heads, threads, InstantSource.system()));
    }

    /// The ledger, verified.
    public LedgerClient ledger() {
        return ledger;
    }

    /// The way to nodes.
    PeerExchange exchange() {
        return exchange;
    }

    /// Runs blocking work side by side.
    ExecutorService threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sockets.close();
    }
}
