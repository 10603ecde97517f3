package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import java.security.DigestException;
import java.security.MessageDigest;

/// One message after the other, as this Java does it.
final class ScalarHasher implements Hasher {
    @Override
    public void hash(byte[] source, Run run, byte[] target, int at) {
        MessageDigest digest = Hash.newSha256();
        for (int i = 0; i < run.count(); i++) {
            digest.update(run.prefix());
            digest.update(source, run.from() + i * run.length(), run.length());
            finish(digest, target, Hasher.place(at, i));
        }
    }

    private static void finish(MessageDigest digest, byte[] target, int at) {
        try {
            digest.digest(target, at, Hash.SIZE_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit 32 bytes", e);
        }
    }
}
