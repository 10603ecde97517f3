package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts packs and commits on the ledger, in one go, and knows its own commit again when the answer
/// was lost.
final class Committer {
    private static final Logger LOG = System.getLogger(Committer.class.getName());
    private static final int PACKS_PER_ENTRY = 128;
    private static final int CLAIMS_PER_COMMIT = 400;

    private final Publisher.Parts parts;
    private final Device device;
    private final FolderHandle folder;
    private final LongBatches longBatches;
    private final Batches batches;

    /// Sends what is too long for a commit.
    @FunctionalInterface
    interface LongBatches {
        List<Batches.Part> send(byte[] compressed) throws IOException;
    }

    Committer(Publisher.Parts parts, Device device, FolderHandle folder, LongBatches longBatches) {
        this.parts = parts;
        this.device = device;
        this.folder = folder;
        this.longBatches = longBatches;
        this.batches = new Batches(folder.id(), folder.keys());
    }

    /// Commits the changes with all packs they need. Where those are too many for one commit,
    /// commits without changes go first.
    Publication commit(long base, List<Change> changes, Collection<PackRoot> claims)
            throws IOException {
        List<PackRoot> all = List.copyOf(claims);
        Hash fingerprint = fingerprint(changes);
        long sequence = base;
        int from = 0;
        while (all.size() - from > CLAIMS_PER_COMMIT) {
            List<PackRoot> some = all.subList(from, from + CLAIMS_PER_COMMIT);
            SignedEntry early = entry(sequence, Draft.of(some, List.of()));
            Publication part = submit(early);
            if (!(part instanceof Publication.Committed committed)) {
                return part;
            }
            sequence = committed.sequence();
            from += CLAIMS_PER_COMMIT;
        }
        SignedEntry last = entry(sequence, Draft.of(all.subList(from, all.size()), changes));
        parts.log().noteAttempt(new LogShelf.Attempt(base, fingerprint, last.hash()));
        return submit(last);
    }

    /// Commits a snapshot, on top of whatever is newest: it says what was, and overtakes nobody.
    Publication name(
            SnapshotDirectory directory, SnapshotMaker snapshot, Collection<PackRoot> claims)
            throws IOException {
        parts.log().refresh();
        Draft draft =
                new Draft(
                        List.copyOf(claims),
                        snapshot.released(directory),
                        new Batch(Map.of(), List.of(), Optional.of(directory)),
                        Optional.of(snapshot.mark()));
        return submit(entry(parts.log().head(), draft));
    }

    /// Commits what is to be done with packs.
    Publication exchange(long base, PackCare.Exchange exchange) throws IOException {
        Draft draft =
                new Draft(
                        exchange.claimed(),
                        exchange.released(),
                        new Batch(Map.of(), List.of()),
                        Optional.empty());
        return submit(entry(base, draft));
    }

    /// Retires packs.
    void retire(List<PackRoot> packs) throws IOException {
        SubmitResult result =
                parts.ports().ledger().submit(sign(new Entry.Retire(folder.id(), packs)));
        if (result instanceof SubmitResult.Refused refused) {
            LOG.log(Level.DEBUG, "packs are not retired: {0}", refused.text());
        }
        parts.log().refresh();
    }

    /// What to say when the folder has moved on: perhaps it was this very publication that moved
    /// it, and only the answer was lost.
    Publication recognise(long base, List<Change> changes) throws IOException {
        Optional<LogShelf.Attempt> attempt =
                parts.log()
                        .attempt()
                        .filter(one -> one.base() == base)
                        .filter(one -> one.changes().equals(fingerprint(changes)));
        if (attempt.isEmpty()) {
            return new Publication.Overtaken();
        }
        long sequence = base;
        for (LedgerLeaf leaf : parts.log().after(base)) {
            sequence++;
            if (leaf.signed().hash().equals(attempt.get().entry())) {
                return new Publication.Committed(sequence);
            }
            if (!leaf.signed().signer().equals(device.key().publicKey())) {
                return new Publication.Overtaken();
            }
        }
        return new Publication.Overtaken();
    }

    /// Notes that slow holders have their pieces now, and tells the ledger if it knows the pack.
    void complete(PackPlacement placement) {
        try {
            parts.state().noteWhole(placement);
            tellWhole(List.of(placement.root()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the last pieces of a pack could not be reported", e);
        }
    }

    private SignedEntry entry(long base, Draft draft) throws IOException {
        Map<PackRoot, Map<ChunkId, Extent>> packs = new LinkedHashMap<>();
        for (PackRoot root : draft.claimed()) {
            if (isOfContent(root)) {
                packs.put(root, parts.state().chunksOf(root));
            }
        }
        byte[] compressed =
                Batches.compress(
                        new Batch(packs, draft.content().changes(), draft.content().snapshot()));
        Set<PackRoot> needed = new LinkedHashSet<>(draft.claimed());
        Bytes sealed;
        if (Batches.fitsInline(compressed)) {
            sealed = batches.sealInline(base, compressed);
        } else {
            List<Batches.Part> sent = longBatches.send(compressed);
            for (Batches.Part part : sent) {
                if (parts.state().pack(part.pack()).filter(pack -> !pack.claimed()).isPresent()) {
                    needed.add(part.pack());
                }
            }
            sealed = batches.sealParts(base, sent);
        }
        return sign(
                new Entry.Commit(
                        folder.id(),
                        base,
                        folder.keys().epoch(),
                        device.id(),
                        sealed,
                        List.copyOf(needed),
                        draft.released(),
                        draft.mark()));
    }

    /// Of a pack with stretches of the log itself nothing is said: each is named where it is
    /// needed.
    private boolean isOfContent(PackRoot root) throws IOException {
        return parts.state()
                .pack(root)
                .filter(pack -> pack.kind() == PackShelf.Kind.CONTENT)
                .isPresent();
    }

    private Publication submit(SignedEntry signed) throws IOException {
        Entry.Commit commit = (Entry.Commit) signed.entry();
        List<PackPlacement> untold = untold(commit.claimed());
        List<SignedEntry> entries = new ArrayList<>(packEntries(untold));
        entries.add(signed);
        List<SubmitResult> results = parts.ports().ledger().submit(entries);
        for (int i = 0; i + 1 < results.size(); i++) {
            Entry.Packs packs = (Entry.Packs) entries.get(i).entry();
            Optional<String> refusal = noteTold(packs, results.get(i));
            if (refusal.isPresent()) {
                return new Publication.Waiting(refusal.get());
            }
        }
        return outcome(commit, results.getLast());
    }

    /// Notes what came of telling the ledger of packs; gives a sentence if it will not have them.
    /// The commit that was handed in with them was refused as well then.
    private Optional<String> noteTold(Entry.Packs packs, SubmitResult result) throws IOException {
        switch (result) {
            case SubmitResult.Accepted _ -> parts.state().noteTold(packs.packs());
            case SubmitResult.Refused refused when refused.is(Refusal.DUPLICATE) ->
                    parts.log().refresh(); // it has some of them, and says which
            case SubmitResult.Refused refused -> {
                parts.state().distrust(packs.packs().stream().map(PackPlacement::root).toList());
                return Optional.of("The commons refused the packs: " + refused.text() + ".");
            }
        }
        return Optional.empty();
    }

    private Publication outcome(Entry.Commit commit, SubmitResult result) throws IOException {
        return switch (result) {
            case SubmitResult.Accepted _ -> {
                parts.state().noteClaimed(commit.claimed());
                tellWhole(commit.claimed());
                yield new Publication.Committed(commit.sequence());
            }
            case SubmitResult.Refused refused -> refused(commit, refused);
        };
    }

    private Publication refused(Entry.Commit commit, SubmitResult.Refused refused)
            throws IOException {
        if (refused.is(Refusal.OVERTAKEN)) {
            return new Publication.Overtaken();
        }
        if (refused.is(Refusal.UNKNOWN_PACK) || refused.is(Refusal.VOID_PACK)) {
            parts.state().distrust(commit.claimed());
        }
        return new Publication.Waiting("The commons refused the commit: " + refused.text() + ".");
    }

    private List<PackPlacement> untold(List<PackRoot> claimed) throws IOException {
        List<PackPlacement> untold = new ArrayList<>();
        for (PackRoot root : claimed) {
            parts.state()
                    .pack(root)
                    .filter(pack -> pack.told() == 0)
                    .ifPresent(pack -> untold.add(pack.placement()));
        }
        return untold;
    }

    /// For packs that had pieces to come when the ledger heard of them.
    private void tellWhole(List<PackRoot> roots) throws IOException {
        List<PackPlacement> grown = new ArrayList<>();
        for (PackRoot root : roots) {
            parts.state()
                    .pack(root)
                    .filter(pack -> pack.told() > 0)
                    .filter(pack -> pack.placement().keptPieces() > pack.told())
                    .ifPresent(pack -> grown.add(pack.placement()));
        }
        if (!grown.isEmpty()) {
            List<SubmitResult> _ = parts.ports().ledger().submit(packEntries(grown));
            parts.state().noteTold(grown);
        }
    }

    private List<SignedEntry> packEntries(List<PackPlacement> placements) {
        List<SignedEntry> entries = new ArrayList<>();
        for (int from = 0; from < placements.size(); from += PACKS_PER_ENTRY) {
            int to = Math.min(placements.size(), from + PACKS_PER_ENTRY);
            entries.add(sign(new Entry.Packs(folder.id(), placements.subList(from, to))));
        }
        return entries;
    }

    private SignedEntry sign(Entry entry) {
        return SignedEntry.sign(parts.ports().ledger().commons().commons(), entry, device.key());
    }

    private static Hash fingerprint(List<Change> changes) {
        return Hash.sha256(BatchForm.encode(new Batch(Map.of(), changes)));
    }
}
