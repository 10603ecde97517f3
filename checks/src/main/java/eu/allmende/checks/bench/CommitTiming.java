package eu.allmende.checks.bench;

import eu.allmende.app.demo.Stage;
import eu.allmende.app.device.CommonsLink;
import eu.allmende.engine.account.AccountException;
import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How long a signed commit takes until its device holds the proof, under a head that a quorum has
/// cosigned; one commit after the other.
final class CommitTiming {
    /// The compilers of five processes take so many to have seen it all.
    private static final int WARM = 2_400;

    private static final int COMMITS = 300;
    private static final int BATCH_BYTES = 1024;

    private CommitTiming() {}

    /// Milliseconds of many commits, the shortest first.
    static double[] sortedMillis(Stage stage) throws IOException, AccountException {
        SecureRandom random = new SecureRandom();
        SigningKey anybody = SigningKey.generate(random);
        try (CommonsLink link = new CommonsLink(stage.commons(), anybody, HeadStore.inMemory())) {
            Accounts accounts = new Accounts(link.ledger(), random);
            Device device = accounts.create("bench").device();
            Fence fence = Fence.preset("eu-sovereign").declaredOnly();
            FolderHandle folder = accounts.createFolder(device, "bench", fence);
            double[] millis = new double[COMMITS];
            for (int i = 0; i < WARM + COMMITS; i++) {
                long start = System.nanoTime();
                commit(link.ledger(), device, folder, i);
                millis[i % COMMITS] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            return millis;
        }
    }

    /// Both ends of what was measured.
    static List<Figure> figures(double[] sorted) {
        return List.of(
                Figure.cost("commit with proof, p50", sorted[sorted.length / 2], 15, "ms"),
                Figure.cost("commit with proof, p99", sorted[sorted.length * 99 / 100], 0, "ms"));
    }

    private static void commit(LedgerClient ledger, Device device, FolderHandle folder, long base)
            throws IOException {
        Entry.Commit commit =
                new Entry.Commit(
                        folder.id(),
                        base,
                        Entry.FIRST_EPOCH,
                        device.id(),
                        Bytes.of(new byte[BATCH_BYTES]),
                        List.of(),
                        List.of(),
                        Optional.empty());
        SignedEntry signed = SignedEntry.sign(ledger.commons().commons(), commit, device.key());
        if (!(ledger.submit(signed) instanceof SubmitResult.Accepted)) {
            throw new IOException("a commit was refused");
        }
    }
}
