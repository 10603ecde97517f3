package eu.allmende.node.serve;

import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// An HTTP/2 server over TLS 1.3 in which both sides show a key. Each call runs on a virtual
/// thread.
public final class HttpsServer implements AutoCloseable {
    private static final int STREAM_WINDOW_BYTES = 4 * 1024 * 1024;
    private static final int SESSION_WINDOW_BYTES = 32 * 1024 * 1024;
    private static final int MOST_STREAMS = 256;
    private static final int MOST_THREADS = 16;
    private static final long IDLE_MILLIS = 120_000;
    private static final long STOP_MILLIS = 2_000;

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService virtualThreads;

    private HttpsServer(Server server, ServerConnector connector, ExecutorService virtualThreads) {
        this.server = server;
        this.connector = connector;
        this.virtualThreads = virtualThreads;
    }

    /// Begins to answer.
    ///
    /// @param key the key that this server shows
    /// @param host the address to listen on
    /// @param port the port; 0 for any that is free
    /// @throws CannotStartException if the port is in use, or the address is none of this computer
    /// @throws IOException if the machine failed
    public static HttpsServer start(SigningKey key, String host, int port, Endpoint endpoint)
            throws IOException {
        ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        QueuedThreadPool pool = new QueuedThreadPool(MOST_THREADS);
        pool.setVirtualThreadsExecutor(virtualThreads);
        pool.setDaemon(true);
        Server server = new Server(pool);
        server.setStopTimeout(STOP_MILLIS);
        ServerConnector connector = connector(server, TlsIdentity.of(key));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new CallAdapter(endpoint));
        HttpsServer started = new HttpsServer(server, connector, virtualThreads);
        started.begin();
        return started;
    }

    /// The port that this server listens on.
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IOException("the server did not stop", e);
        } finally {
            virtualThreads.shutdownNow();
        }
    }

    private void begin() throws IOException {
        try {
            server.start();
        } catch (Exception e) { // Jetty declares no narrower one
            close();
            throw cannotStart(e);
        }
    }

    private IOException cannotStart(Exception e) {
        Throwable cause = e instanceof BindException || e.getCause() == null ? e : e.getCause();
        if (cause instanceof UnresolvedAddressException) {
            return new CannotStartException("There is no address " + connector.getHost() + ".", e);
        }
        if (!(cause instanceof BindException)) {
            return new IOException("the server did not start", e);
        }
        boolean isTaken = String.valueOf(cause.getMessage()).contains("in use");
        return new CannotStartException(
                isTaken
                        ? "Port " + connector.getPort() + " is already in use."
                        : "This computer cannot listen on "
                                + connector.getHost()
                                + ", port "
                                + connector.getPort()
                                + ".",
                e);
    }

    private static ServerConnector connector(Server server, TlsIdentity identity) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(identity.serverContext());
        tls.setIncludeProtocols(TlsIdentity.PROTOCOLS);
        tls.setNeedClientAuth(true);
        tls.setSniRequired(false);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
        HTTP2ServerConnectionFactory h2 = new HTTP2ServerConnectionFactory(http);
        h2.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        h2.setInitialSessionRecvWindow(SESSION_WINDOW_BYTES);
        h2.setMaxConcurrentStreams(MOST_STREAMS);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory(h2.getProtocol());
        alpn.setDefaultProtocol(h2.getProtocol());
        SslConnectionFactory ssl = new SslConnectionFactory(tls, alpn.getProtocol());
        ServerConnector connector = new ServerConnector(server, 1, 1, ssl, alpn, h2);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }
}
