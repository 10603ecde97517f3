package eu.allmende.node.store;

import eu.allmende.protocol.merkle.EvenLeaves;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Has the JVM compile the cipher once a piece comes or goes that is worth it: cold, it runs a
/// hundred times slower, and so does TLS. Then finds out how leaves are hashed fastest.
public final class CipherWarmUp {
    private static final Logger LOG = System.getLogger(CipherWarmUp.class.getName());
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final int MUCH_BYTES = 256 * 1024;
    private static final int PLAIN_BYTES = 8 * 1024;
    private static final int ROUNDS = 4_000;

    private CipherWarmUp() {}

    /// Begins in the background, once for this program, if a piece is so long; takes about a second
    /// of one core.
    public static void expect(int pieceBytes) {
        if (pieceBytes >= MUCH_BYTES && BEGUN.compareAndSet(false, true)) {
            Thread thread = new Thread(CipherWarmUp::run, "cipher warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run() {
        try {
            DiskSeal seal = new DiskSeal(new byte[DiskSeal.KEY_BYTES]);
            ByteBuffer plain = ByteBuffer.allocate(PLAIN_BYTES);
            ByteBuffer associated = ByteBuffer.allocate(0);
            for (int i = 0; i < ROUNDS; i++) {
                ByteArrayOutputStream sealed = new ByteArrayOutputStream(2 * PLAIN_BYTES);
                seal.seal(associated, List.of(plain), Channels.newChannel(sealed));
                seal.opens(
                        associated,
                        Channels.newChannel(new ByteArrayInputStream(sealed.toByteArray())),
                        PLAIN_BYTES);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the cipher could not be warmed up", e);
        }
        EvenLeaves.warmUp(System::nanoTime);
    }
}
