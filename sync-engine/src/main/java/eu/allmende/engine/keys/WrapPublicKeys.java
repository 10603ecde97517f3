package eu.allmende.engine.keys;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;

/// The public halves of the keys under which things are wrapped for an account or a device.
///
/// A wrap is HPKE (X25519, HKDF-SHA-256, AES-256-GCM; RFC 9180) inside ML-KEM-768 (FIPS 203): both
/// must fall before it opens. Bytes of a wrap: CBOR `[1, ML-KEM ciphertext, box]`, where the box
/// holds the HPKE ciphertext, sealed under HKDF of the ML-KEM secret.
///
/// @param x25519 32 bytes
/// @param mlKem X.509 encoding of an ML-KEM-768 public key
public record WrapPublicKeys(Bytes x25519, Bytes mlKem) {
    static final String BOX = "allmende wrap v1";
    static final int VERSION = 1;
    private static final int MOST_KEY_BYTES = 2048;

    /// Wraps these bytes for whoever holds the private halves.
    ///
    /// @param context what the wrap is for; needed again to unwrap
    public Bytes wrap(byte[] plain, String context) {
        try {
            byte[] info = context.getBytes(StandardCharsets.UTF_8);
            byte[] inner = hpke().encrypt(plain, info);
            KEM.Encapsulated shared =
                    KEM.getInstance("ML-KEM").newEncapsulator(mlKemKey()).encapsulate();
            SealedBox box = box(Secret.of(shared.key().getEncoded()), context);
            return Bytes.of(
                    CborWriter.write(cbor ->
                            cbor.array(3)
                                    .number(VERSION)
                                    .bytes(shared.encapsulation())
                                    .bytes(box.seal(inner))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("wrapping failed", e);
        }
    }

    /// The one spelling of these keys.
    public Bytes encode() {
        return Bytes.of(
                CborWriter.write(cbor -> cbor.array(3).number(VERSION).bytes(x25519).bytes(mlKem)));
    }

    /// The keys that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are no such keys
    public static WrapPublicKeys decode(Bytes form) throws MalformedException {
        WrapPublicKeys keys =
                CborReader.read(
                        form.bytes(),
                        in -> {
                            in.array(3);
                            in.number(VERSION, VERSION);
                            return new WrapPublicKeys(in.exactly(32), in.bytes(MOST_KEY_BYTES));
                        });
        try {
            keys.mlKemKey();
        } catch (GeneralSecurityException e) {
            throw new MalformedException("these are no keys to wrap with", e);
        }
        return keys;
    }

    static SealedBox box(Secret shared, String context) {
        return new SealedBox(shared.derive(BOX), context);
    }

    @AccessesPartialKey
    private HybridEncrypt hpke() throws GeneralSecurityException {
        HpkePublicKey key =
                HpkePublicKey.create(
                        WrapKeys.HPKE,
                        com.google.crypto.tink.util.Bytes.copyFrom(x25519.bytes()),
                        null);
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                .build()
                .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    }

    private PublicKey mlKemKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("ML-KEM-768")
                .generatePublic(new X509EncodedKeySpec(mlKem.bytes()));
    }
}
