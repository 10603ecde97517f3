package eu.allmende.engine.commit;

import eu.allmende.engine.account.AccountState;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.place.Roster;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Opens commits of a folder: those of its members, and nobody else's.
final class CommitOpener {
    private final FolderHandle folder;
    private final AccountState account;
    private final Roster roster;
    private final PackReader.Parts parts;

    /// @param account the owner's account: whose devices may have written commits
    CommitOpener(FolderHandle folder, AccountState account, Roster roster, PackReader.Parts parts) {
        this.folder = folder;
        this.account = account;
        this.roster = roster;
        this.parts = parts;
    }

    /// Whether an entry is a commit by a device that was a member.
    boolean isMembers(SignedEntry signed) throws IOException {
        PublicKey signer = signed.signer();
        if (!account.wasMember(signer)) {
            account.refresh();
        }
        return account.wasMember(signer)
                && signed.entry() instanceof Entry.Commit commit
                && signer.deviceId().equals(commit.author());
    }

    /// What a commit says.
    ///
    /// @throws IOException if a stranger wrote it, it does not open, or it cannot be fetched
    Batch open(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        if (!isMembers(leaf.signed())) {
            throw new IOException("a commit was written by a stranger");
        }
        PackReader reader = new PackReader(parts, Progress.NONE);
        return new Batches(folder.id(), folder.keys()).open(commit, part -> openPart(part, reader));
    }

    private ByteBuffer openPart(Batches.Part part, PackReader reader) throws IOException {
        roster.refreshIfPossible();
        try {
            return reader.chunk(part.id(), part.pack(), part.extent(), PackReader.Course.NONE);
        } catch (BadChunkException e) {
            throw new IOException("a commit's batch was stored wrongly", e);
        }
    }

    /// Fetches stretches of a snapshot's runs. One that is not what it should be is a
    /// [MalformedException].
    Batches.ChunkSource stretches() throws IOException {
        roster.refreshIfPossible();
        PackReader reader = new PackReader(parts, Progress.NONE);
        return part -> {
            try {
                return reader.chunk(part.id(), part.pack(), part.extent(), PackReader.Course.NONE);
            } catch (BadChunkException e) {
                throw new MalformedException("a snapshot was stored wrongly", e);
            }
        };
    }
}
