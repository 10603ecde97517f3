package eu.allmende.checks.bench.peers;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.identity.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The floor under all of it: the same TLS over loopback, with nothing done to the bytes, both ends
/// in this process.
final class TlsFloor {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int BLOCKS = 16 * 1024;

    /// At 3 of 7, each byte of content is so many on the wire up, and one down.
    private static final double UP = 7.0 / 3;

    private TlsFloor() {}

    static List<Line> lines() throws IOException, InterruptedException {
        carry(); // so that the compilers have seen it
        Carried carried = carry();
        return List.of(
                Line.alone("floor: 1 GiB through TLS alone", carried.seconds, "s", 0),
                Line.alone("floor: the same, processor of both ends", carried.processor, "s", 0),
                Line.alone(
                        "floor: 1 GiB, 7/3 up and 1 down, TLS alone",
                        carried.seconds * (UP + 1),
                        "s",
                        0));
    }

    /// @param seconds by the clock
    /// @param processor seconds of both ends
    private record Carried(double seconds, double processor) {}

    private static Carried carry() throws IOException, InterruptedException {
        SigningKey key = SigningKey.generate(new SecureRandom());
        TlsIdentity server = TlsIdentity.of(key);
        TlsIdentity client = TlsIdentity.of(SigningKey.generate(new SecureRandom()));
        try (ServerSocket listener =
                server.serverContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Long> got = new CompletableFuture<>();
            double before = processorSeconds();
            long start = System.nanoTime();
            Thread.ofPlatform().daemon().start(() -> receive(listener, got));
            send(listener.getLocalPort(), client, NodeId.of(server.publicKey().bytes()));
            if (got.get() != (long) BLOCKS * BLOCK_BYTES) {
                throw new IOException("bytes were lost");
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Carried(seconds, processorSeconds() - before);
        } catch (ExecutionException e) {
            throw new IOException("the receiving end failed", e.getCause());
        }
    }

    private static void send(int port, TlsIdentity client, NodeId expected) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (Socket socket =
                        client.clientContext(expected)
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            for (int i = 0; i < BLOCKS; i++) {
                out.write(block);
            }
        }
    }

    private static void receive(ServerSocket listener, CompletableFuture<Long> got) {
        byte[] block = new byte[BLOCK_BYTES];
        try (Socket socket = listener.accept();
                InputStream in = socket.getInputStream()) {
            long sum = 0;
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                sum += read;
            }
            got.complete(sum);
        } catch (IOException e) {
            got.completeExceptionally(e);
        }
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }
}
