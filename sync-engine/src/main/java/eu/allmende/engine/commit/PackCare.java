package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.Periods;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What becomes of packs that a folder does not need any more, or needs in another form.
///
/// Released is a pack of which no file in the tree needs a chunk, on top of exactly that tree. It
/// stays, and may be claimed again, until it is retired: once it was released for so long that no
/// version with a chunk in it is kept any more, in ledger time. Packs of the log itself, and packs
/// of which it is not known what is in them, are never touched. Void packs, which no commit claimed
/// in time, are retired whatever is in them: by the ledger's rules none can claim them any more.
final class PackCare {
    /// No version is kept longer than this after another took its place.
    static final Duration LONGEST_KEPT = Duration.ofDays(366);

    /// By this device's clock, which may be wrong: it only decides when the ledger is asked.
    static final Duration SURELY_VOID = Periods.UNCLAIMED_STAYS.plusDays(1);

    private static final int MOST_AT_ONCE = 400;

    private final Publisher.Parts parts;
    private final Outgoing.Sender sender;

    PackCare(Publisher.Parts parts, Outgoing.Sender sender) {
        this.parts = parts;
        this.sender = sender;
    }

    /// A pack and how much of it is needed.
    ///
    /// @param liveBytes of sealed chunks that some file needs
    record Counted(PackShelf.Shelved pack, long liveBytes) {
        PackRoot root() {
            return pack.root();
        }

        int lengthBytes() {
            return pack.placement().shape().packLengthBytes();
        }
    }

    /// Does the most urgent of what is to be done.
    ///
    /// @param sequence the commit after which the entries are the tree
    /// @return whether a commit was made
    boolean run(long sequence, Map<EntryId, EntryState> entries) throws IOException {
        LiveChunks live = LiveChunks.of(entries.values());
        List<Counted> packs = count(live);
        List<PackRoot> dead =
                packs.stream()
                        .filter(pack -> pack.liveBytes == 0)
                        .limit(MOST_AT_ONCE)
                        .map(Counted::root)
                        .toList();
        if (!dead.isEmpty()) {
            Publisher publisher =
                    new Publisher(parts, sender.device(), sender.folder(), sender.progress());
            return publisher.publish(sequence, new Exchange(List.of(), dead))
                    instanceof Publication.Committed;
        }
        retire(sequence);
        return new PackRenewal(parts, sender, live).run(sequence, packs);
    }

    /// What a commit does with packs, and nothing else.
    record Exchange(List<PackRoot> claimed, List<PackRoot> released) {}

    private List<Counted> count(LiveChunks live) throws IOException {
        List<Counted> counted = new ArrayList<>();
        for (PackShelf.Shelved pack : parts.state().holding(Use.CLAIMED)) {
            long bytes = 0;
            for (Map.Entry<ChunkId, Extent> chunk :
                    parts.state().allChunksOf(pack.root()).entrySet()) {
                bytes += live.contains(chunk.getKey()) ? chunk.getValue().length() : 0;
            }
            counted.add(new Counted(pack, bytes));
        }
        return counted;
    }

    /// By the time of the newest commit: a clock of this device that is wrong retires nothing.
    private void retire(long sequence) throws IOException {
        long nowMillis = parts.log().after(sequence - 1).getLast().timeMillis();
        List<PackRoot> old =
                parts.state().holding(Use.RELEASED).stream()
                        .filter(pack -> isOver(pack.releasedMillis(), nowMillis))
                        .limit(MOST_AT_ONCE)
                        .map(PackShelf.Shelved::root)
                        .toList();
        retire(old);
        retire(voidPacks());
    }

    private List<PackRoot> voidPacks() throws IOException {
        long heardBefore = parts.ports().clock().millis() - SURELY_VOID.toMillis();
        return parts.state().all(Use.WAITING).stream()
                .filter(pack -> pack.told() > 0 && pack.sinceMillis() <= heardBefore)
                .limit(MOST_AT_ONCE)
                .map(PackShelf.Shelved::root)
                .toList();
    }

    private void retire(List<PackRoot> packs) throws IOException {
        if (!packs.isEmpty()) {
            new Publisher(parts, sender.device(), sender.folder(), sender.progress()).retire(packs);
        }
    }

    private static boolean isOver(long releasedMillis, long nowMillis) {
        return releasedMillis > 0 && nowMillis - releasedMillis >= LONGEST_KEPT.toMillis();
    }
}
