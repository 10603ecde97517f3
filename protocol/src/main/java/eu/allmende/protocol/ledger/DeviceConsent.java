package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborWriter;

/// A device's own word that it wants to belong to an account, so that nobody can claim a foreign
/// key.
///
/// @param commons where
/// @param account to whom
/// @param deviceKey the device
/// @param wrapPublic the public keys under which things are wrapped for it
public record DeviceConsent(
        CommonsId commons, AccountId account, PublicKey deviceKey, Bytes wrapPublic) {
    /// The device signs.
    ///
    /// @param key the secret half of [#deviceKey]
    public Signature sign(SigningKey key) {
        if (!key.publicKey().equals(deviceKey)) {
            throw new IllegalArgumentException("this is not the device's key");
        }
        return key.sign(message());
    }

    /// Whether the device signed this.
    public boolean isSignedBy(Signature signature) {
        return deviceKey.verifies(message(), signature);
    }

    private byte[] message() {
        return Signing.message(
                "allmende-device-v1",
                CborWriter.write(out ->
                        out.array(4)
                                .hash(commons.hash())
                                .hash(account.hash())
                                .bytes(deviceKey.raw())
                                .bytes(wrapPublic)));
    }
}
