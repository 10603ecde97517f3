package eu.allmende.protocol.identity;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.wire.Bytes;

/// The public half of an Ed25519 key.
///
/// @param raw the 32 bytes of RFC 8032
public record PublicKey(Bytes raw) {
    /// Bytes of a public key.
    public static final int SIZE_BYTES = 32;

    public PublicKey {
        if (raw.size() != SIZE_BYTES) {
            throw new IllegalArgumentException("a public key has 32 bytes, not " + raw.size());
        }
    }

    /// The key with these bytes.
    ///
    /// @param raw exactly 32; copied
    public static PublicKey of(byte[] raw) {
        return new PublicKey(Bytes.of(raw));
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return raw.bytes();
    }

    /// Whether this key made the signature over the message.
    ///
    /// @param message all that was signed
    public boolean verifies(byte[] message, Signature signature) {
        return Ed25519.verifies(this, message, signature);
    }

    /// The id of the account that has this key.
    public AccountId accountId() {
        return AccountId.of(bytes());
    }

    /// The id of the device that has this key.
    public DeviceId deviceId() {
        return DeviceId.of(bytes());
    }

    /// The id of the node or validator that has this key.
    public NodeId nodeId() {
        return NodeId.of(bytes());
    }

    @Override
    public String toString() {
        return raw.hex();
    }
}
