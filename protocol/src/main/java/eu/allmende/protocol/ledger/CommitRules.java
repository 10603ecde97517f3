package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.FolderStanding;
import eu.allmende.protocol.ledger.LedgerView.PackStanding;
import eu.allmende.protocol.ledger.LedgerView.Use;
import java.util.List;
import java.util.Optional;

/// The rules about commits, and about the end of packs that no commit needs any more.
///
/// A pack waits, is claimed, is released, is claimed again or retired:
///
/// | from     | to       | by     | when                                                       |
/// |----------|----------|--------|------------------------------------------------------------|
/// | waiting  | claimed  | commit | within [Periods#UNCLAIMED_STAYS]                           |
/// | claimed  | released | commit |                                                            |
/// | released | claimed  | commit | at any time                                                |
/// | released | retired  | retire | once the folder's [Retention] is over, in ledger time      |
/// | waiting  | retired  | retire | after [Periods#UNCLAIMED_STAYS]: no commit can claim it    |
final class CommitRules {
    private CommitRules() {}

    static Optional<Refusal> checkCommit(Entry.Commit commit, SignedEntry signed, LedgerView view) {
        Optional<FolderStanding> folder = view.folder(commit.folder());
        if (folder.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_FOLDER);
        }
        if (!signed.signer().deviceId().equals(commit.author())) {
            return Optional.of(Refusal.NOT_A_MEMBER);
        }
        Optional<Refusal> authority = Authority.device(commit.author(), folder.get().owner(), view);
        if (authority.isPresent()) {
            return authority;
        }
        if (commit.baseSequence() != folder.get().head()) {
            return Optional.of(Refusal.OVERTAKEN);
        }
        if (commit.epoch() != folder.get().epoch()) {
            return Optional.of(Refusal.OLD_EPOCH);
        }
        return checkMark(commit, view).or(() -> checkPacks(commit, view));
    }

    private static Optional<Refusal> checkMark(Entry.Commit commit, LedgerView view) {
        boolean fits =
                commit.snapshot()
                        .map(mark ->
                                mark.sequence() <= commit.baseSequence()
                                        && view.hadTip(commit.folder(), mark.tip()))
                        .orElse(true);
        return fits ? Optional.empty() : Optional.of(Refusal.WRONG_MARK);
    }

    private static Optional<Refusal> checkPacks(Entry.Commit commit, LedgerView view) {
        for (PackRoot root : commit.claimed()) {
            Optional<Refusal> refusal = checkClaim(view.pack(commit.folder(), root), view);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return allAreClaimed(commit.released(), commit.folder(), view)
                ? Optional.empty()
                : Optional.of(Refusal.UNKNOWN_PACK);
    }

    private static Optional<Refusal> checkClaim(Optional<PackStanding> pack, LedgerView view) {
        if (pack.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PACK);
        }
        return switch (pack.get().use()) {
            case WAITING ->
                    age(pack.get(), view) < Periods.UNCLAIMED_STAYS.toMillis()
                            ? Optional.empty()
                            : Optional.of(Refusal.VOID_PACK);
            case RELEASED -> Optional.empty();
            case CLAIMED, RETIRED -> Optional.of(Refusal.UNKNOWN_PACK);
        };
    }

    private static boolean allAreClaimed(List<PackRoot> roots, FolderId folder, LedgerView view) {
        return roots.stream()
                .map(root -> view.pack(folder, root).map(PackStanding::use))
                .allMatch(use -> use.isPresent() && use.get() == Use.CLAIMED);
    }

    static Optional<Refusal> checkRetire(Entry.Retire retire, SignedEntry signed, LedgerView view) {
        Optional<FolderStanding> folder = view.folder(retire.folder());
        if (folder.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_FOLDER);
        }
        Optional<Refusal> authority =
                Authority.device(signed.signer().deviceId(), folder.get().owner(), view);
        if (authority.isPresent()) {
            return authority;
        }
        long stayMillis = view.retention(retire.folder()).stayMillis(view.nowMillis());
        return retire.packs().stream()
                .map(root -> checkEnd(view.pack(retire.folder(), root), stayMillis, view))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> checkEnd(
            Optional<PackStanding> pack, long stayMillis, LedgerView view) {
        if (pack.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PACK);
        }
        return switch (pack.get().use()) {
            case WAITING -> checkAge(pack.get(), Periods.UNCLAIMED_STAYS.toMillis(), view);
            case RELEASED -> checkAge(pack.get(), stayMillis, view);
            case CLAIMED, RETIRED -> Optional.of(Refusal.UNKNOWN_PACK);
        };
    }

    private static Optional<Refusal> checkAge(
            PackStanding pack, long leastMillis, LedgerView view) {
        return age(pack, view) < leastMillis ? Optional.of(Refusal.TOO_EARLY) : Optional.empty();
    }

    private static long age(PackStanding pack, LedgerView view) {
        return view.nowMillis() - pack.sinceMillis();
    }
}
