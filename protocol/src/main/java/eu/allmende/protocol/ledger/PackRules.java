package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.LedgerView.FolderStanding;
import eu.allmende.protocol.ledger.LedgerView.Life;
import eu.allmende.protocol.ledger.LedgerView.NodeStanding;
import eu.allmende.protocol.piece.Code;
import eu.allmende.protocol.piece.PackShape;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The rules about packs that a commit may claim.
final class PackRules {
    private static final int CODE_ID = 1;

    private PackRules() {}

    static Optional<Refusal> checkPacks(Entry.Packs packs, SignedEntry signed, LedgerView view) {
        Optional<FolderStanding> folder = view.folder(packs.folder());
        if (folder.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_FOLDER);
        }
        Optional<Refusal> authority =
                Authority.device(signed.signer().deviceId(), folder.get().owner(), view);
        if (authority.isPresent()) {
            return authority;
        }
        return packs.packs().stream()
                .map(placement -> checkPlacement(placement, packs.folder(), folder.get(), view))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> checkPlacement(
            PackPlacement placement, FolderId id, FolderStanding folder, LedgerView view) {
        Optional<Refusal> known =
                view.pack(id, placement.root())
                        .flatMap(standing -> checkCompletion(standing.placement(), placement));
        if (known.isPresent()) {
            return known;
        }
        return checkShape(placement).or(() -> checkHolders(placement, folder.fence(), view));
    }

    /// A pack that is known may be named again only to fill pieces that nobody kept.
    private static Optional<Refusal> checkCompletion(PackPlacement before, PackPlacement now) {
        if (!before.shape().equals(now.shape())) {
            return Optional.of(Refusal.BAD_FORM);
        }
        for (int i = 0; i < before.holders().size(); i++) {
            int holder = before.holders().get(i);
            if (holder != PackPlacement.NOBODY && holder != now.holders().get(i)) {
                return Optional.of(Refusal.DUPLICATE);
            }
        }
        return now.keptPieces() > before.keptPieces()
                ? Optional.empty()
                : Optional.of(Refusal.DUPLICATE);
    }

    private static Optional<Refusal> checkShape(PackPlacement placement) {
        PackShape shape = placement.shape();
        Optional<Code> code = Code.of(shape);
        if (code.isEmpty() || shape.codeId() != CODE_ID) {
            return Optional.of(Refusal.BAD_FORM);
        }
        return placement.keptPieces() < code.get().commitAt()
                ? Optional.of(Refusal.TOO_FEW_PIECES)
                : Optional.empty();
    }

    private static Optional<Refusal> checkHolders(
            PackPlacement placement, Fence fence, LedgerView view) {
        Set<Integer> seen = new HashSet<>();
        for (int number : placement.holders()) {
            if (number == PackPlacement.NOBODY) {
                continue;
            }
            if (!seen.add(number)) {
                return Optional.of(Refusal.BAD_FORM);
            }
            Optional<NodeStanding> node = view.node(number);
            if (node.isEmpty() || node.get().life() == Life.ENDED) {
                return Optional.of(Refusal.UNKNOWN_NODE);
            }
            if (!fence.admits(node.get().attributes())) {
                return Optional.of(Refusal.OUT_OF_FENCE);
            }
        }
        return Optional.empty();
    }
}
