package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.place.Placer;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Finding.Severity;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.transfer.Gatherer;
import eu.allmende.engine.transfer.Pieces;
import eu.allmende.engine.transfer.Proof;
import eu.allmende.engine.transfer.Prover;
import eu.allmende.engine.transfer.Spreader;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.piece.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes lost pieces anew: gathers a pack out of the others, makes all its pieces again and
/// compares all their roots, and has the lost ones kept. A holder that answers gets its piece back;
/// what a holder cannot have again goes to another node, and the ledger is told.
///
/// Pieces on silent nodes are left alone, since nodes come back, until so few others are there that
/// no commit would claim the pack; then as many as are short go elsewhere. Nothing is deleted. When
/// it breaks off, the next run finds what is still lost, and for each pack turns to the same nodes.
final class Mending {
    private static final int MOST_TRIES = 5;

    private final Publisher.Parts parts;
    private final Means means;
    private final Progress progress;
    private final Placer placer;
    private final Set<NodeId> refusing = new HashSet<>();
    private final List<String> troubles = new ArrayList<>();
    private final Set<Piece> putBack = new HashSet<>();
    private int moved;
    private int completed;

    /// What mending works with beside what a publication does.
    record Means(Device device, FolderHandle folder, Gatherer gatherer) {}

    private record Piece(PackRoot pack, int index) {}

    Mending(Publisher.Parts parts, Means means, Progress progress) {
        this.parts = parts;
        this.means = means;
        this.progress = progress;
        placer = new Placer(means.folder.fence(), parts.ports().random());
    }

    /// Mends one pack, as far as can be.
    ///
    /// @return whether something was done
    /// @throws IOException if the ledger or the own disk failed
    boolean mend(Prover.Proven pack) throws IOException {
        List<Integer> lost = new ArrayList<>(pack.pieces(Proof.MISSING));
        lost.addAll(pack.pieces(Proof.DAMAGED));
        boolean idle = lost.isEmpty() && away(pack, 0).isEmpty() && !canGrow(pack);
        if (ProvenPacks.spare(pack) < 0 || idle) {
            return false;
        }
        try (Lanes.Place _ = Lanes.MENDING.enter(Long.MAX_VALUE)) {
            Optional<Pieces> pieces = again(pack.pack());
            if (pieces.isPresent()) {
                mend(pack, lost, pieces.get());
            }
            return pieces.isPresent();
        }
    }

    private Optional<Pieces> again(PackPlacement pack) {
        try {
            Optional<Pieces> pieces =
                    Pieces.again(
                            means.gatherer.gather(
                                    pack, progress, parts.ports().limits().down().bulk()),
                            pack);
            if (pieces.isEmpty()) {
                troubles.add("A pack was made wrongly by its device; it cannot be mended.");
            }
            return pieces;
        } catch (IOException e) {
            troubles.add("A pack cannot be mended now: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private void mend(Prover.Proven pack, List<Integer> lost, Pieces pieces) throws IOException {
        Spreader spreader = spreader();
        List<Integer> homeless = new ArrayList<>();
        for (int index : lost) {
            if (!isPutBack(pack.pack(), index, pieces, spreader)) {
                homeless.add(index);
            }
        }
        homeless.addAll(away(pack, lost.size() - homeless.size()));
        PackPlacement now = move(pack.pack(), homeless, pieces, spreader);
        complete(now, pack.unplaced(), pieces, spreader);
        progress.moved(pack.pack().shape().packLengthBytes());
    }

    /// A holder that took its piece in this run, and has it no more, does not get it again.
    private boolean isPutBack(PackPlacement pack, int index, Pieces pieces, Spreader spreader) {
        Piece piece = new Piece(pack.root(), index);
        if (putBack.remove(piece)) {
            return false;
        }
        RosterNode holder = parts.roster().node(pack.holders().get(index)).orElseThrow();
        return send(spreader, pieces, index, holder).isPresent() && putBack.add(piece);
    }

    /// The pieces on nodes that left for good, and as many of those on silent nodes as are short.
    ///
    /// @param back how many lost pieces are there again
    private List<Integer> away(Prover.Proven pack, int back) {
        int least = Code.of(pack.pack().shape()).map(Code::commitAt).orElse(0);
        int there = pack.count(Proof.PROVEN) + back;
        List<Integer> away = new ArrayList<>();
        for (int index : pack.pieces(Proof.UNREACHABLE)) {
            if (parts.roster().hasLeft(pack.pack().holders().get(index))) {
                away.add(index);
            }
        }
        for (int index : pack.pieces(Proof.UNREACHABLE)) {
            if (!away.contains(index) && there + away.size() < least) {
                away.add(index);
            }
        }
        return away;
    }

    /// Whether some node could take a piece that nobody ever kept.
    private boolean canGrow(Prover.Proven pack) {
        List<Integer> unplaced = pack.unplaced();
        return !unplaced.isEmpty() && !candidates(pack.pack(), unplaced.getFirst()).isEmpty();
    }

    /// Has pieces kept that nobody ever kept, as far as there are nodes; the ledger hears of them
    /// as of those that a slow holder took late.
    private void complete(
            PackPlacement pack, List<Integer> unplaced, Pieces pieces, Spreader spreader)
            throws IOException {
        PackPlacement now = pack;
        List<Receipt> receipts = new ArrayList<>();
        for (int index : unplaced) {
            Optional<Taken> taken = taken(now, index, pieces, spreader);
            if (taken.isPresent()) {
                receipts.add(taken.get().receipt);
                now = now.moved(index, taken.get().node.number());
            }
        }
        if (!receipts.isEmpty()) {
            PackPlacement grown =
                    new PackPlacement(
                            now.root(), now.shape(), now.holders(), Receipt.hashOf(receipts));
            handIn(new Entry.Packs(means.folder.id(), List.of(grown)), receipts.size());
        }
    }

    /// One that is refused was completed by another device.
    private void handIn(Entry.Packs packs, int pieces) throws IOException {
        SubmitResult result = parts.ports().ledger().submit(List.of(signed(packs))).getFirst();
        switch (result) {
            case SubmitResult.Accepted _ -> completed += pieces;
            case SubmitResult.Refused refused when refused.is(Refusal.DUPLICATE) -> {}
            case SubmitResult.Refused refused ->
                    troubles.add("The commons refused a pack's last pieces: " + refused.text());
        }
        parts.log().refresh();
    }

    private SignedEntry signed(Entry entry) {
        return SignedEntry.sign(
                parts.ports().ledger().commons().commons(), entry, means.device.key());
    }

    /// Who took a piece.
    private record Taken(RosterNode node, Receipt receipt) {}

    private PackPlacement move(
            PackPlacement pack, List<Integer> homeless, Pieces pieces, Spreader spreader)
            throws IOException {
        PackPlacement now = pack;
        List<Entry.Move> moves = new ArrayList<>();
        for (int index : homeless) {
            Optional<Entry.Move> move = elsewhere(now, index, pieces, spreader);
            if (move.isPresent()) {
                moves.add(move.get());
                now = now.moved(index, move.get().to());
            }
        }
        if (!moves.isEmpty()) {
            handIn(moves);
        }
        if (moves.size() < homeless.size()) {
            troubles.add("There are too few nodes for pieces that were lost.");
        }
        return now;
    }

    private Optional<Entry.Move> elsewhere(
            PackPlacement pack, int index, Pieces pieces, Spreader spreader) {
        return taken(pack, index, pieces, spreader)
                .map(taken ->
                        new Entry.Move(
                                means.folder.id(),
                                pack.root(),
                                index,
                                pack.holders().get(index),
                                taken.node.number(),
                                Receipt.hashOf(List.of(taken.receipt))));
    }

    private Optional<Taken> taken(PackPlacement pack, int index, Pieces pieces, Spreader spreader) {
        int tries = 0;
        for (RosterNode node : candidates(pack, index)) {
            if (tries++ == MOST_TRIES) {
                break;
            }
            Optional<Receipt> receipt = send(spreader, pieces, index, node);
            if (receipt.isPresent()) {
                return Optional.of(new Taken(node, receipt.get()));
            }
            refusing.add(node.id());
        }
        return Optional.empty();
    }

    private List<RosterNode> candidates(PackPlacement pack, int index) {
        List<RosterNode> others = new ArrayList<>();
        for (int i = 0; i < pack.holders().size(); i++) {
            if (i != index) {
                parts.roster().node(pack.holders().get(i)).ifPresent(others::add);
            }
        }
        List<RosterNode> free =
                placer.another(parts.roster().nodes(), others, pack.root()).stream()
                        .filter(node -> node.number() != pack.holders().get(index))
                        .filter(node -> !refusing.contains(node.id()))
                        .toList();
        return parts.reach().reachable(free);
    }

    private Optional<Receipt> send(Spreader spreader, Pieces pieces, int index, RosterNode node) {
        try {
            return spreader.send(pieces, index, node, progress);
        } catch (IOException e) {
            progress.noticed("A node did not take a piece that was made anew.");
            return Optional.empty();
        }
    }

    /// A move that is refused was made by another device, or is not wanted any more.
    private void handIn(List<Entry.Move> moves) throws IOException {
        List<SignedEntry> entries = moves.stream().map(this::signed).toList();
        for (SubmitResult result : parts.ports().ledger().submit(entries)) {
            switch (result) {
                case SubmitResult.Accepted _ -> moved++;
                case SubmitResult.Refused refused when refused.is(Refusal.NOT_THE_HOLDER) -> {}
                case SubmitResult.Refused refused ->
                        troubles.add("The commons refused a move: " + refused.text() + ".");
            }
        }
        parts.log().refresh();
    }

    private Spreader spreader() {
        return new Spreader(
                new Spreader.Sender(
                        means.folder.id(), means.folder.fence().hash(), means.device.id()),
                new Spreader.Parts(
                        parts.ports().exchange(),
                        parts.ports().threads(),
                        parts.reach(),
                        parts.ports().limits().up().bulk()));
    }

    /// What could not be mended.
    List<Finding> findings() {
        return troubles.stream().distinct().map(Mending::finding).toList();
    }

    /// How many pieces were.
    long mendedPieces() {
        return (long) putBack.size() + moved + completed;
    }

    /// What was mended.
    List<Finding> mended() {
        List<Finding> mended = new ArrayList<>();
        if (!putBack.isEmpty()) {
            mended.add(finding("Pieces put back on their nodes: " + putBack.size() + "."));
        }
        if (moved > 0) {
            mended.add(finding("Pieces made anew on other nodes: " + moved + "."));
        }
        if (completed > 0) {
            mended.add(finding("Pieces placed that never were: " + completed + "."));
        }
        return mended;
    }

    private static Finding finding(String text) {
        return new Finding(Severity.WARNING, "", text);
    }
}
