package eu.allmende.engine.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.SecretBytes;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.KEM;

/// The private keys with which an account or a device unwraps what was wrapped for it. Never prints
/// itself.
public final class WrapKeys {
    static final HpkeParameters HPKE = hpkeParameters();

    private static final int MOST_KEY_BYTES = 8192;
    private static final int MOST_WRAP_BYTES = 64 * 1024;

    private final Secret x25519;
    private final Bytes mlKemPrivate;
    private final WrapPublicKeys publicKeys;

    private WrapKeys(Secret x25519, Bytes mlKemPrivate, WrapPublicKeys publicKeys) {
        this.x25519 = x25519;
        this.mlKemPrivate = mlKemPrivate;
        this.publicKeys = publicKeys;
    }

    /// Fresh keys, from the system's randomness.
    public static WrapKeys generate() {
        try {
            byte[] x = X25519.generatePrivateKey();
            KeyPair pair = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
            return new WrapKeys(
                    Secret.of(x),
                    Bytes.of(pair.getPrivate().getEncoded()),
                    new WrapPublicKeys(
                            Bytes.of(X25519.publicFromPrivate(x)),
                            Bytes.of(pair.getPublic().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no ML-KEM or X25519", e);
        }
    }

    /// The public halves.
    public WrapPublicKeys publicKeys() {
        return publicKeys;
    }

    /// The bytes that were wrapped for these keys.
    ///
    /// @throws GeneralSecurityException if they were not, or not for this context
    public byte[] unwrap(Bytes wrapped, String context) throws GeneralSecurityException {
        Bytes[] parts;
        try {
            parts = CborReader.read(wrapped.bytes(), WrapKeys::readWrap);
        } catch (MalformedException e) {
            throw new GeneralSecurityException("this is no wrap", e);
        }
        byte[] shared =
                KEM.getInstance("ML-KEM")
                        .newDecapsulator(mlKemKey())
                        .decapsulate(parts[0].bytes())
                        .getEncoded();
        byte[] inner = WrapPublicKeys.box(Secret.of(shared), context).open(parts[1].bytes());
        return hpke().decrypt(inner, context.getBytes(StandardCharsets.UTF_8));
    }

    /// All keys, to be sealed at once: whoever has these bytes can unwrap everything.
    public byte[] secretBytes() {
        return CborWriter.write(cbor ->
                cbor.array(4)
                        .number(WrapPublicKeys.VERSION)
                        .bytes(x25519.bytes())
                        .bytes(mlKemPrivate)
                        .bytes(publicKeys.mlKem()));
    }

    /// The keys whose [#secretBytes] these are.
    ///
    /// @throws MalformedException if they are none
    public static WrapKeys of(byte[] secretBytes) throws MalformedException {
        return CborReader.read(secretBytes, WrapKeys::readKeys);
    }

    @Override
    public String toString() {
        return "WrapKeys";
    }

    private static WrapKeys readKeys(CborReader in) throws java.io.IOException {
        in.array(4);
        in.number(WrapPublicKeys.VERSION, WrapPublicKeys.VERSION);
        byte[] x = in.exactly(Secret.SIZE_BYTES).bytes();
        Bytes mlKemPrivate = in.bytes(MOST_KEY_BYTES);
        Bytes mlKemPublic = in.bytes(MOST_KEY_BYTES);
        try {
            return new WrapKeys(
                    Secret.of(x),
                    mlKemPrivate,
                    new WrapPublicKeys(Bytes.of(X25519.publicFromPrivate(x)), mlKemPublic));
        } catch (GeneralSecurityException e) {
            throw new MalformedException("these are no keys to unwrap with", e);
        }
    }

    private static Bytes[] readWrap(CborReader in) throws java.io.IOException {
        in.array(3);
        in.number(WrapPublicKeys.VERSION, WrapPublicKeys.VERSION);
        return new Bytes[] {in.bytes(MOST_KEY_BYTES), in.bytes(MOST_WRAP_BYTES)};
    }

    @AccessesPartialKey
    private HybridDecrypt hpke() throws GeneralSecurityException {
        HpkePublicKey open =
                HpkePublicKey.create(
                        HPKE,
                        com.google.crypto.tink.util.Bytes.copyFrom(publicKeys.x25519().bytes()),
                        null);
        HpkePrivateKey key =
                HpkePrivateKey.create(
                        open, SecretBytes.copyFrom(x25519.bytes(), InsecureSecretKeyAccess.get()));
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    }

    private PrivateKey mlKemKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("ML-KEM-768")
                .generatePrivate(new PKCS8EncodedKeySpec(mlKemPrivate.bytes()));
    }

    private static HpkeParameters hpkeParameters() {
        try {
            HybridConfig.register();
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has no HPKE", e);
        }
    }
}
