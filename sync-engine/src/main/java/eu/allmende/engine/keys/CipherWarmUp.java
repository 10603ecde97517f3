package eu.allmende.engine.keys;

import com.google.crypto.tink.subtle.AesGcmJce;
import eu.allmende.protocol.merkle.EvenLeaves;
import java.security.GeneralSecurityException;

/// Makes the compiler see the cipher when much content is about to move, and then the hashing of
/// leaves.
///
/// With few calls of 1 MiB the JVM interprets AES-GCM for the first 750 MB, a hundred times slower
/// than it can; some 20,000 calls of 4 KiB cure that in about a second of one core. Leaves are
/// hashed side by side only once that was seen to be faster: half a second more. Who moves little
/// would wait longer for this than for the rest.
public final class CipherWarmUp {
    private static final long MUCH_BYTES = 4L * 1024 * 1024;
    private static final int CALLS = 20_000;
    private static final int CALL_BYTES = 4096;

    private static final Thread WARMING =
            Thread.ofPlatform().daemon().name("cipher warm-up").unstarted(CipherWarmUp::warm);

    private CipherWarmUp() {}

    /// Begins warming up in the background, once per process, if so much content is worth it.
    public static void expect(long contentBytes) {
        if (contentBytes >= MUCH_BYTES) {
            begin();
        }
    }

    private static void begin() {
        synchronized (WARMING) {
            if (WARMING.getState() == Thread.State.NEW) {
                WARMING.start();
            }
        }
    }

    /// Returns once all is warm: for measurements.
    public static void await() throws InterruptedException {
        begin();
        WARMING.join();
    }

    private static void warm() {
        try {
            AesGcmJce aead = new AesGcmJce(new byte[32]);
            byte[] plain = new byte[CALL_BYTES];
            byte[] none = new byte[0];
            for (int i = 0; i < CALLS; i++) {
                aead.decrypt(aead.encrypt(plain, none), none);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
        EvenLeaves.warmUp(System::nanoTime);
    }
}
