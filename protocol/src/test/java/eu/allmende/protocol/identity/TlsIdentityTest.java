package eu.allmende.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.id.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsIdentityTest {
    private final SigningKey serverKey = key(1);
    private final SigningKey clientKey = key(2);
    private final TlsIdentity server = TlsIdentity.of(serverKey);
    private final TlsIdentity client = TlsIdentity.of(clientKey);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[SigningKey.SEED_BYTES];
        Arrays.fill(bytes, (byte) seed);
        return SigningKey.fromSeed(bytes);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void eachSideSeesTheOthersKey() throws Exception {
        Meeting meeting = meet(server.serverContext(), client.clientContext(id(serverKey)));

        assertThat(meeting.seenByClient()).contains(serverKey.publicKey());
        assertThat(meeting.seenByServer().get(2, TimeUnit.MINUTES)).contains(clientKey.publicKey());
        assertThat(meeting.protocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void aServerWithAnotherKeyIsRefused() {
        SSLContext expectingAnother = client.clientContext(id(key(3)));

        assertThatThrownBy(() -> meet(server.serverContext(), expectingAnother))
                .isInstanceOf(SSLException.class)
                .hasStackTraceContaining("another key than expected");
    }

    @Test
    void aClientThatSpeaksOnlyTls12IsRefused() throws Exception {
        SSLContext old = bare("TLSv1.2");

        assertThatThrownBy(() -> meet(server.serverContext(), old))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("protocol_version");
    }

    @Test
    void aServerThatSpeaksOnlyTls12IsRefused() throws Exception {
        try (SSLServerSocket listening = listen(bare("TLSv1.3"));
                SSLSocket socket = connect(client.clientContext(id(serverKey)), listening)) {
            listening.setEnabledProtocols(new String[] {"TLSv1.2"});
            var _ = threads.submit(() -> accept(listening));

            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
    }

    @Test
    void aSocketTurnedBackToTls12IsStillRefused() throws Exception {
        try (SSLServerSocket listening = listen(bare("TLSv1.2"));
                SSLSocket socket = connect(client.clientContext(id(serverKey)), listening)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            var _ = threads.submit(() -> accept(listening));

            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasStackTraceContaining("not TLS 1.3");
        }
    }

    @Test
    void aClientWithoutACertificateIsRefused() throws Exception {
        SSLContext nameless = SSLContext.getInstance("TLSv1.3");
        nameless.init(
                null,
                new TrustManager[] {TlsIdentity.trustOnly(id(serverKey))},
                new SecureRandom());

        assertThatThrownBy(() -> meet(server.serverContext(), nameless))
                .isInstanceOf(IOException.class);
    }

    @Test
    void everyEngineAndParameterSetSpeaksOnlyTls13() {
        SSLContext context = server.serverContext();
        SSLEngine engine = context.createSSLEngine();

        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(context.getDefaultSSLParameters().getProtocols()).containsExactly("TLSv1.3");
        assertThat(context.getSupportedSSLParameters().getProtocols()).containsExactly("TLSv1.3");
    }

    @Test
    void theCertificateIsTheSameEachTimeAndCarriesTheKey() {
        assertThat(TlsIdentity.of(serverKey).certificate()).isEqualTo(server.certificate());
        assertThat(TlsIdentity.key(server.certificate())).contains(serverKey.publicKey());
    }

    private record Meeting(
            Optional<PublicKey> seenByClient,
            String protocol,
            Future<Optional<PublicKey>> seenByServer) {}

    private Meeting meet(SSLContext serving, SSLContext asking) throws IOException {
        try (SSLServerSocket listening = listen(serving);
                SSLSocket socket = connect(asking, listening)) {
            Future<Optional<PublicKey>> seen = threads.submit(() -> accept(listening));
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isEqualTo('!');
            SSLSession session = socket.getSession();
            return new Meeting(TlsIdentity.peerKey(session), session.getProtocol(), seen);
        }
    }

    private static Optional<PublicKey> accept(SSLServerSocket listening) throws IOException {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.setNeedClientAuth(true);
            socket.startHandshake();
            Optional<PublicKey> seen = TlsIdentity.peerKey(socket.getSession());
            socket.getOutputStream().write('!');
            return seen;
        }
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static SSLSocket connect(SSLContext context, SSLServerSocket to) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), to.getLocalPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /// A context without this project's restrictions, with the server's certificate.
    private SSLContext bare(String protocol) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(
                new KeyManager[] {new OneKey(serverKey.tlsKey(), server.certificate())},
                new TrustManager[] {new Gullible()},
                new SecureRandom());
        return context;
    }

    private static NodeId id(SigningKey key) {
        return key.publicKey().nodeId();
    }
}
