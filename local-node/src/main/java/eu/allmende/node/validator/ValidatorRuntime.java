package eu.allmende.node.validator;

import eu.allmende.node.serve.HttpsServer;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// A running validator: orders with its fellows, vouches, answers callers.
public final class ValidatorRuntime implements AutoCloseable {
    private final Validator validator;
    private final HttpsServer server;

    private ValidatorRuntime(Validator validator, HttpsServer server) {
        this.validator = validator;
        this.server = server;
    }

    /// Starts a validator. It answers at once; entries are ordered as soon as most of its fellows
    /// run.
    ///
    /// @param exchange the way to the fellows; stays the caller's to close
    /// @throws IOException if a port is taken or a file cannot be opened
    public static ValidatorRuntime start(ValidatorSetup setup, PeerExchange exchange)
            throws IOException {
        return start(setup, exchange, Clock.systemUTC());
    }

    /// The same, by another clock.
    ///
    /// @param clock stamps entries when this validator leads, and is held against what others stamp
    public static ValidatorRuntime start(ValidatorSetup setup, PeerExchange exchange, Clock clock)
            throws IOException {
        Validator validator = Validator.open(setup, exchange, clock);
        try {
            HttpsServer server =
                    HttpsServer.start(
                            setup.key(), setup.host(), setup.port(), validator.endpoint());
            return new ValidatorRuntime(validator, server);
        } catch (IOException e) {
            validator.close();
            throw e;
        }
    }

    /// The port on which callers are answered.
    public int port() {
        return server.port();
    }

    /// How many entries the log has here.
    public long size() {
        return validator.ledger().news().size();
    }

    /// Who leads the ordering now, as far as this validator knows.
    public Optional<NodeId> leader() throws IOException {
        return validator.ledger().ordering().leader();
    }

    /// Waits until the validators have a leader, so that entries can be ordered.
    ///
    /// @return whether they have one, in time
    /// @throws InterruptedException if the thread is told to stop
    public boolean awaitLeader(Duration most) throws IOException, InterruptedException {
        return validator.ledger().ordering().awaitLeader(most);
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            validator.close();
        }
    }
}
