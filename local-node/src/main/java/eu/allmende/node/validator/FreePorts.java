package eu.allmende.node.validator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Ports that nobody listens on. They are below those that systems give to outgoing connections, so
/// that they are most likely free after a restart, too.
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int MOST_TRIES = 10_000;

    private FreePorts() {}

    static List<Integer> find(int count, InetAddress host, RandomGenerator random)
            throws IOException {
        Set<Integer> found = new LinkedHashSet<>();
        for (int i = 0; i < MOST_TRIES && found.size() < count; i++) {
            int port = random.nextInt(FIRST, END);
            if (isFree(host, port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IOException("too few ports are free on this machine");
        }
        return List.copyOf(found);
    }

    private static boolean isFree(InetAddress host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (BindException e) {
            return false;
        }
    }
}
