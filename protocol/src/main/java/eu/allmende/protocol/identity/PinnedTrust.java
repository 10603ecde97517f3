package eu.allmende.protocol.identity;

import eu.allmende.protocol.id.NodeId;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts keys, not authorities: a self-signed Ed25519 certificate, in TLS 1.3, of a key that is
/// wanted.
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Predicate<PublicKey> wanted;

    private PinnedTrust(Predicate<PublicKey> wanted) {
        this.wanted = wanted;
    }

    static PinnedTrust anybody() {
        return new PinnedTrust(_ -> true);
    }

    static PinnedTrust only(NodeId expected) {
        return new PinnedTrust(key -> key.nodeId().equals(expected));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, socket);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, socket);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, engine);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void check(X509Certificate[] chain, @Nullable Socket socket)
            throws CertificateException {
        if (socket instanceof SSLSocket secure) {
            requireTls13(secure.getHandshakeSession());
        }
        check(chain);
    }

    private void check(X509Certificate[] chain, @Nullable SSLEngine engine)
            throws CertificateException {
        if (engine != null) {
            requireTls13(engine.getHandshakeSession());
        }
        check(chain);
    }

    private void check(X509Certificate... chain) throws CertificateException {
        if (!wanted.test(SelfSigned.checkedKey(chain))) {
            throw new CertificateException("the other side has another key than expected");
        }
    }

    private static void requireTls13(@Nullable SSLSession session) throws CertificateException {
        if (session == null || !session.getProtocol().equals(TlsIdentity.PROTOCOLS)) {
            throw new CertificateException("not TLS 1.3");
        }
    }
}
