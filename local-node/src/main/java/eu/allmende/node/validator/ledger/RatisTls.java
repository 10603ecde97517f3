package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.TlsIdentity;
import eu.allmende.protocol.peer.PeerAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;

/// How Ratis' gRPC is kept among validators: mutual TLS 1.3 with the very keys that have seats.
/// (The JDK's TLS, because the native one of Ratis' netty does not know Ed25519 certificates.)
final class RatisTls {
    private RatisTls() {}

    static GrpcTlsConfig of(TlsIdentity me, List<PeerAddress> validators) {
        GrpcTlsConfig.Builder tls = GrpcTlsConfig.newBuilder();
        tls.setKeyManager(me.keyManager());
        tls.setTrustManager(new OnlyValidators(validators));
        tls.setMutualTls(true);
        tls.setSslProvider(SslProvider.JDK);
        tls.setProtocols(TlsIdentity.PROTOCOLS);
        return tls.build();
    }

    /// Lets in whoever has a seat; calls only the validator that belongs to the address called.
    private static final class OnlyValidators extends X509ExtendedTrustManager {
        private final List<PeerAddress> validators;
        private final Set<NodeId> seats;

        OnlyValidators(List<PeerAddress> validators) {
            this.validators = List.copyOf(validators);
            this.seats = validators.stream().map(PeerAddress::id).collect(Collectors.toSet());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            requireIn(seats, chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            Set<NodeId> expected =
                    validators.stream()
                            .filter(peer -> peer.host().equals(engine.getPeerHost()))
                            .filter(peer -> peer.port() == engine.getPeerPort())
                            .map(PeerAddress::id)
                            .collect(Collectors.toSet());
            requireIn(expected, chain);
        }

        private static void requireIn(Set<NodeId> expected, X509Certificate[] chain)
                throws CertificateException {
            Optional<PublicKey> key =
                    chain.length == 1 ? TlsIdentity.key(chain[0]) : Optional.empty();
            if (key.map(PublicKey::nodeId).filter(expected::contains).isEmpty()) {
                throw new CertificateException("not the key of the validator expected here");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            requireIn(seats, chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("which validator was called is not known");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            requireIn(seats, chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("which validator was called is not known");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
