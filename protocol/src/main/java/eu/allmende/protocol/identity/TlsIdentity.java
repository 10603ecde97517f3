package eu.allmende.protocol.identity;

import eu.allmende.protocol.id.NodeId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A signing key as TLS needs it: with a self-signed certificate that carries nothing but the key.
///
/// TLS 1.3 only: the contexts enable no older version, and [#PROTOCOLS] is for libraries that set
/// their own list. A client refuses every server but the one whose key has the expected id. A
/// server takes any self-signed Ed25519 certificate; who the caller is, [#peerKey] tells, and what
/// it may do is decided from that.
public final class TlsIdentity {
    /// The one version of TLS that is spoken.
    public static final String PROTOCOLS = "TLSv1.3";

    private final PublicKey publicKey;
    private final KeyManager keys;
    private final X509Certificate certificate;

    private TlsIdentity(PublicKey publicKey, KeyManager keys, X509Certificate certificate) {
        this.publicKey = publicKey;
        this.keys = keys;
        this.certificate = certificate;
    }

    /// The identity of whoever holds the key.
    public static TlsIdentity of(SigningKey key) {
        X509Certificate certificate = SelfSigned.certificate(key);
        return new TlsIdentity(key.publicKey(), new OneKey(key.tlsKey(), certificate), certificate);
    }

    /// The key that the other side will see.
    public PublicKey publicKey() {
        return publicKey;
    }

    /// The certificate that the other side will see.
    public X509Certificate certificate() {
        return certificate;
    }

    /// Shows this identity, for libraries that make their own contexts and bring their own trust.
    public KeyManager keyManager() {
        return keys;
    }

    /// For a server: shows this identity, takes any self-signed Ed25519 certificate of a client.
    /// Whether a client must show one is set on the socket or engine (`setNeedClientAuth`).
    public SSLContext serverContext() {
        return context(PinnedTrust.anybody());
    }

    /// For a client: shows this identity, speaks only with the peer whose key has the expected id.
    public SSLContext clientContext(NodeId expected) {
        return context(trustOnly(expected));
    }

    /// The check of [#clientContext], for libraries that want it beside the socket factory.
    public static X509TrustManager trustOnly(NodeId expected) {
        return PinnedTrust.only(expected);
    }

    /// The key that the other side of a session has shown, and proven to hold; empty if it showed
    /// none.
    public static Optional<PublicKey> peerKey(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? SelfSigned.key(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /// The Ed25519 key in a certificate; empty if it holds another kind of key.
    public static Optional<PublicKey> key(X509Certificate certificate) {
        return SelfSigned.key(certificate);
    }

    private SSLContext context(X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOLS);
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, new SecureRandom());
            return new OnlyTls13(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS 1.3", e);
        }
    }
}
