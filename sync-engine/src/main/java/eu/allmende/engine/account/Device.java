package eu.allmende.engine.account;

import eu.allmende.engine.keys.Secret;
import eu.allmende.engine.keys.WrapKeys;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.security.SecureRandom;

/// This computer's keys in one account. Never prints them.
///
/// Bytes: CBOR `[1, account, signing seed, wrap keys, label key, name]`; whoever has them is this
/// device.
///
/// @param account whose device it is
/// @param key signs entries and shows itself in TLS
/// @param wrapKeys unwrap what was wrapped for this device
/// @param labelKey the account's secret for names
/// @param name what the person calls this computer
public record Device(
        AccountId account, SigningKey key, WrapKeys wrapKeys, Secret labelKey, String name) {
    /// The longest name, in characters.
    public static final int MOST_NAME_CHARACTERS = 64;

    private static final int VERSION = 1;

    public Device {
        if (name.isBlank() || name.length() > MOST_NAME_CHARACTERS) {
            throw new IllegalArgumentException("A device's name has 1 to 64 characters.");
        }
    }

    /// Fresh keys for a new device.
    static Device generate(AccountId account, Secret labelKey, String name, SecureRandom random) {
        return new Device(
                account, SigningKey.generate(random), WrapKeys.generate(), labelKey, name);
    }

    /// Who this device is.
    public DeviceId id() {
        return key.publicKey().deviceId();
    }

    /// The secret bytes, for the file that keeps them.
    public byte[] secretBytes() {
        return CborWriter.write(cbor ->
                cbor.array(6)
                        .number(VERSION)
                        .hash(account.hash())
                        .bytes(key.seed())
                        .bytes(wrapKeys.secretBytes())
                        .bytes(labelKey.bytes())
                        .text(name));
    }

    /// The device whose [#secretBytes] these are.
    ///
    /// @throws MalformedException if they are none
    public static Device of(byte[] secretBytes) throws MalformedException {
        return CborReader.read(
                secretBytes,
                in -> {
                    in.array(6);
                    in.number(VERSION, VERSION);
                    return new Device(
                            new AccountId(in.hash()),
                            SigningKey.fromSeed(in.exactly(SigningKey.SEED_BYTES).bytes()),
                            WrapKeys.of(in.bytes(16 * 1024).bytes()),
                            Secret.of(in.exactly(Secret.SIZE_BYTES).bytes()),
                            in.text(4 * MOST_NAME_CHARACTERS));
                });
    }

    @Override
    public String toString() {
        return "Device[" + id().hash().brief() + "]";
    }
}
