package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.identity.Signature;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A validator's signature under a checkpoint (C2SP tlog-cosignature, Ed25519, `cosignature/v1`).
///
/// As a line: `— <name> <base64 of key id (4), time (8, seconds), signature (64)>`, the name being
/// `allmende/<validator's node id>`.
///
/// @param validator who signed
/// @param keyId the first 4 bytes of SHA-256 over name, line feed, 0x04 and the public key
/// @param seconds when, since 1970
public record Cosignature(NodeId validator, int keyId, long seconds, Signature signature) {
    private static final String DASH = "\u2014 ";
    private static final String NAME = "allmende/";
    private static final byte ED25519_COSIGNATURE = 0x04;
    private static final int FORM_BYTES = 4 + 8 + Signature.SIZE_BYTES;

    public Cosignature {
        Limits.notNegative("seconds", seconds);
    }

    /// Signs a checkpoint.
    ///
    /// @param seconds now, since 1970
    public static Cosignature sign(Checkpoint checkpoint, SigningKey key, long seconds) {
        PublicKey publicKey = key.publicKey();
        Signature signature = key.sign(message(checkpoint, seconds));
        return new Cosignature(publicKey.nodeId(), keyId(publicKey), seconds, signature);
    }

    /// Whether the validator with this key signed the checkpoint.
    public boolean isBy(PublicKey key, Checkpoint checkpoint) {
        return key.nodeId().equals(validator)
                && keyId == keyId(key)
                && key.verifies(message(checkpoint, seconds), signature);
    }

    /// The line, without its end.
    public String line() {
        byte[] form =
                ByteBuffer.allocate(FORM_BYTES)
                        .putInt(keyId)
                        .putLong(seconds)
                        .put(signature.raw().buffer())
                        .array();
        return DASH + NAME + validator + " " + Base64.getEncoder().encodeToString(form);
    }

    /// The cosignature that [#line] wrote. It is not checked here.
    ///
    /// @throws MalformedException if the line is no cosignature, or spells one in a second way
    public static Cosignature parse(String line) throws MalformedException {
        int gap = line.lastIndexOf(' ');
        if (!line.startsWith(DASH + NAME) || gap < DASH.length() + NAME.length()) {
            throw new MalformedException("a cosignature's line begins differently");
        }
        try {
            NodeId validator = NodeId.parse(line.substring(DASH.length() + NAME.length(), gap));
            byte[] form = Base64.getDecoder().decode(line.substring(gap + 1));
            if (form.length != FORM_BYTES) {
                throw new MalformedException("a cosignature has " + form.length + " bytes");
            }
            Cosignature parsed = ofForm(validator, ByteBuffer.wrap(form));
            if (!parsed.line().equals(line)) {
                throw new MalformedException("a cosignature is spelled in a second way");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new MalformedException("a cosignature does not follow its format", e);
        }
    }

    private static Cosignature ofForm(NodeId validator, ByteBuffer form) {
        int keyId = form.getInt();
        long seconds = form.getLong();
        return new Cosignature(validator, keyId, seconds, new Signature(Bytes.of(form)));
    }

    private static int keyId(PublicKey key) {
        byte[] name = (NAME + key.nodeId() + "\n").getBytes(StandardCharsets.UTF_8);
        Hash hash = Hash.sha256(name, new byte[] {ED25519_COSIGNATURE}, key.bytes());
        return ByteBuffer.wrap(Arrays.copyOf(hash.bytes(), 4)).getInt();
    }

    private static byte[] message(Checkpoint checkpoint, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint.text())
                .getBytes(StandardCharsets.UTF_8);
    }
}
