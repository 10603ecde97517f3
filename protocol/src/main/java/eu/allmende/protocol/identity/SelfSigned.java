package eu.allmende.protocol.identity;

import eu.allmende.protocol.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;

/// The certificate that TLS wants around a bare key: it says nothing else, expires never in
/// practice (clocks may be wrong), and is the same each time it is made.
final class SelfSigned {
    private static final X500Name NAME = new X500Name("CN=allmende");
    private static final Date FROM = Date.from(Instant.EPOCH);
    private static final Date UNTIL = Date.from(Instant.parse("9999-12-31T23:59:59Z"));
    private static final AlgorithmIdentifier ED25519 =
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    private SelfSigned() {}

    static X509Certificate certificate(SigningKey key) {
        SubjectPublicKeyInfo publicKey = new SubjectPublicKeyInfo(ED25519, key.publicKey().bytes());
        byte[] seed = key.seed();
        try {
            byte[] form =
                    new X509v3CertificateBuilder(NAME, BigInteger.ONE, FROM, UNTIL, NAME, publicKey)
                            .build(
                                    new BcEdECContentSignerBuilder(ED25519)
                                            .build(new Ed25519PrivateKeyParameters(seed)))
                            .getEncoded();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(form));
        } catch (OperatorCreationException | IOException | CertificateException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /// The key in a certificate; empty if it is not Ed25519.
    static Optional<PublicKey> key(X509Certificate certificate) {
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
        byte[] raw = info.getPublicKeyData().getOctets();
        return info.getAlgorithm().equals(ED25519) && raw.length == PublicKey.SIZE_BYTES
                ? Optional.of(new PublicKey(Bytes.of(raw)))
                : Optional.empty();
    }

    /// The key in a chain of one certificate that this same key signed.
    static PublicKey checkedKey(X509Certificate... chain) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("a chain of " + chain.length + " certificates");
        }
        PublicKey key = key(chain[0]).orElseThrow(() -> new CertificateException("no Ed25519 key"));
        try {
            chain[0].verify(chain[0].getPublicKey());
            return key;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the certificate is not signed by its own key", e);
        }
    }
}
