package eu.allmende.protocol.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

/// Makes listening sockets that enable TLS 1.3 and nothing else.
final class Tls13ServerSockets extends SSLServerSocketFactory {
    private final SSLServerSocketFactory sockets;

    Tls13ServerSockets(SSLServerSocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return narrowed(sockets.createServerSocket());
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return narrowed(sockets.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return narrowed(sockets.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
            throws IOException {
        return narrowed(sockets.createServerSocket(port, backlog, address));
    }

    private static ServerSocket narrowed(ServerSocket socket) {
        ((SSLServerSocket) socket).setEnabledProtocols(OnlyTls13.protocols());
        return socket;
    }
}
