package eu.allmende.engine.account;

import eu.allmende.engine.keys.SealedBox;
import eu.allmende.engine.keys.Secret;
import eu.allmende.protocol.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// Names of devices and folders on the ledger: readable for the account's own devices alone.
final class Label {
    private static final int PADDED_BYTES = 288;

    private final SealedBox box;

    Label(Secret labelKey) {
        box = new SealedBox(labelKey, "allmende label v1");
    }

    /// The name, sealed; all names have one length.
    Bytes seal(String name) {
        byte[] plain = name.getBytes(StandardCharsets.UTF_8);
        if (plain.length > PADDED_BYTES) {
            throw new IllegalArgumentException("The name is too long.");
        }
        return Bytes.of(box.seal(java.util.Arrays.copyOf(plain, PADDED_BYTES)));
    }

    /// The name again; a question mark where it cannot be opened.
    String open(Bytes sealed) {
        try {
            return new String(box.open(sealed.bytes()), StandardCharsets.UTF_8).replace("\0", "");
        } catch (GeneralSecurityException e) {
            return "?";
        }
    }
}
