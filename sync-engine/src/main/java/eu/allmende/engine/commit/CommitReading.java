package eu.allmende.engine.commit;

import eu.allmende.engine.account.AccountState;
import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what devices committed, none of which is trusted with this disk.
///
/// A commit that no device could make sense of does not count, here as everywhere, and says so. One
/// of which a part cannot be had now is waited for, since others may have read it.
final class CommitReading {
    private final AccountState account;
    private final Device reader;
    private final CommitOpener opener;
    private final Chunker chunker;

    /// @param account whose devices may have written commits
    /// @param reader this device
    CommitReading(AccountState account, Device reader, CommitOpener opener, Chunker chunker) {
        this.account = account;
        this.reader = reader;
        this.opener = opener;
        this.chunker = chunker;
    }

    /// A commit, and what it says of the packs that it claims.
    record Opened(
            RemoteCommit commit,
            Map<PackRoot, Map<ChunkId, Extent>> packs,
            Optional<SnapshotDirectory> snapshot) {}

    /// Reads one.
    ///
    /// @throws IOException if it cannot be read now; the message names the device that wrote it
    Opened read(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        checkWriter(leaf, commit);
        try {
            Batch batch = opener.open(leaf, commit);
            checkContentIds(batch.changes());
            return new Opened(
                    of(leaf, commit, batch.changes(), Optional.empty()),
                    named(batch, commit),
                    batch.snapshot());
        } catch (MalformedException e) {
            System.getLogger(CommitReading.class.getName())
                    .log(System.Logger.Level.DEBUG, "a commit is not what it should be", e);
            return new Opened(
                    of(leaf, commit, List.of(), Optional.of("it is not in the form of a commit")),
                    Map.of(),
                    Optional.empty());
        } catch (IOException e) {
            throw new IOException(
                    "commit %d of device %s cannot be read now (%s)"
                            .formatted(commit.sequence(), name(commit.author()), e.getMessage()),
                    e);
        }
    }

    private RemoteCommit of(
            LedgerLeaf leaf, Entry.Commit commit, List<Change> changes, Optional<String> flaw) {
        return new RemoteCommit(
                commit.sequence(),
                commit.author(),
                Instant.ofEpochMilli(leaf.timeMillis()),
                changes,
                new RemoteCommit.Reading(name(commit.author()), flaw));
    }

    private void checkWriter(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        PublicKey signer = leaf.signed().signer();
        if (!account.wasMember(signer)) {
            account.refresh();
        }
        if (!account.wasMember(signer) || !signer.deviceId().equals(commit.author())) {
            throw new IOException(
                    "commit %d was written by the device %s, which is none of this account"
                            .formatted(commit.sequence(), commit.author().hash().brief()));
        }
    }

    /// A content id that does not fit its chunks would pass other bytes off as known ones.
    private void checkContentIds(List<Change> changes) throws MalformedException {
        for (Change change : changes) {
            boolean fits =
                    change.after().isEmpty()
                            || !(change.after().get().content() instanceof Content.File file)
                            || chunker.contentId(file.chunks()).equals(file.contentId());
            if (!fits) {
                throw new MalformedException("a content id does not fit its chunks");
            }
        }
    }

    /// A commit speaks of the packs that it claims, and of no others: they were sent by others.
    private static Map<PackRoot, Map<ChunkId, Extent>> named(Batch batch, Entry.Commit commit) {
        Map<PackRoot, Map<ChunkId, Extent>> named = new HashMap<>(batch.packs());
        named.keySet().retainAll(commit.claimed());
        return named;
    }

    /// What a device is called; the beginning of its id, if that cannot be read.
    String name(DeviceId device) {
        return account.devices().stream()
                .filter(entry -> entry.added().device().equals(device))
                .map(entry -> Accounts.nameOf(reader, entry))
                .findFirst()
                .orElse(device.hash().brief());
    }
}
