package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.ledger.LedgerView.FolderStanding;
import eu.allmende.protocol.ledger.LedgerView.Life;
import eu.allmende.protocol.ledger.LedgerView.NodeStanding;
import eu.allmende.protocol.ledger.LedgerView.PackStanding;
import java.util.List;
import java.util.Optional;

/// The rules about pieces that move to another node: a pack that lives, a holder that has the piece
/// by the ledger, and a node for it that the fence admits and that has no other piece of the pack,
/// and neither has its operator.
///
/// Operators are on the ledger as salted hashes, and each node may have a salt of its own: two that
/// differ may still be one. Who places pieces knows the names, and sees to it.
final class MoveRules {
    private MoveRules() {}

    static Optional<Refusal> check(Entry.Move move, SignedEntry signed, LedgerView view) {
        Optional<FolderStanding> folder = view.folder(move.folder());
        if (folder.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_FOLDER);
        }
        Optional<Refusal> authority =
                Authority.device(signed.signer().deviceId(), folder.get().owner(), view);
        if (authority.isPresent()) {
            return authority;
        }
        Optional<PackStanding> pack = view.pack(move.folder(), move.pack());
        if (pack.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PACK);
        }
        return checkLife(pack.get(), view)
                .or(() -> checkHolder(move, pack.get().placement().holders()))
                .or(() -> checkTarget(move, folder.get().fence(), view))
                .or(() -> checkOthers(move, pack.get().placement().holders(), view));
    }

    private static Optional<Refusal> checkLife(PackStanding pack, LedgerView view) {
        return switch (pack.use()) {
            case CLAIMED, RELEASED -> Optional.empty();
            case RETIRED -> Optional.of(Refusal.UNKNOWN_PACK);
            case WAITING -> {
                long age = view.nowMillis() - pack.sinceMillis();
                yield age < Periods.UNCLAIMED_STAYS.toMillis()
                        ? Optional.empty()
                        : Optional.of(Refusal.VOID_PACK);
            }
        };
    }

    private static Optional<Refusal> checkHolder(Entry.Move move, List<Integer> holders) {
        if (move.piece() >= holders.size()) {
            return Optional.of(Refusal.BAD_FORM);
        }
        return holders.get(move.piece()) == move.from()
                ? Optional.empty()
                : Optional.of(Refusal.NOT_THE_HOLDER);
    }

    private static Optional<Refusal> checkTarget(Entry.Move move, Fence fence, LedgerView view) {
        Optional<NodeStanding> node = view.node(move.to());
        if (node.isEmpty() || node.get().life() == Life.ENDED) {
            return Optional.of(Refusal.UNKNOWN_NODE);
        }
        return fence.admits(node.get().attributes())
                ? Optional.empty()
                : Optional.of(Refusal.OUT_OF_FENCE);
    }

    private static Optional<Refusal> checkOthers(
            Entry.Move move, List<Integer> holders, LedgerView view) {
        NodeStanding target = view.node(move.to()).orElseThrow();
        for (int piece = 0; piece < holders.size(); piece++) {
            int holder = holders.get(piece);
            boolean sameOperator =
                    view.node(holder)
                            .filter(node -> node.operatorHash().equals(target.operatorHash()))
                            .isPresent();
            if (piece != move.piece() && (holder == move.to() || sameOperator)) {
                return Optional.of(Refusal.ALREADY_A_HOLDER);
            }
        }
        return Optional.empty();
    }
}
