package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.LedgerView.DeviceStanding;
import eu.allmende.protocol.ledger.LedgerView.FolderStanding;
import eu.allmende.protocol.ledger.LedgerView.Life;
import eu.allmende.protocol.ledger.LedgerView.NodeStanding;
import java.util.Optional;

/// Whether an entry may enter the ledger: a pure function of the entry and the state before it, so
/// that every validator, and every replay, comes to the same answer.
public final class LedgerRules {
    private final CommonsId commons;

    /// The rules of one commons.
    public LedgerRules(CommonsId commons) {
        this.commons = commons;
    }

    /// Why the entry is not taken; empty if it is.
    public Optional<Refusal> check(SignedEntry signed, LedgerView view) {
        return checkAlone(signed).or(() -> checkAgainst(view, signed));
    }

    /// The part of [#check] that needs no state: may run ahead, and in parallel.
    public Optional<Refusal> checkAlone(SignedEntry signed) {
        if (!signed.commons().equals(commons) || signed.group() != 0) {
            return Optional.of(Refusal.WRONG_COMMONS);
        }
        if (signed.encode().size() > SignedEntry.MOST_BYTES) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        return refuseIf(!signed.isSigned(), Refusal.BAD_SIGNATURE);
    }

    /// The part of [#check] that looks at the state; only after [#checkAlone] found nothing.
    public Optional<Refusal> checkAgainst(LedgerView view, SignedEntry signed) {
        return switch (signed.entry()) {
            case Entry.AccountCreate create -> account(create, signed, view);
            case Entry.DeviceAdd add -> deviceAdd(add, signed, view);
            case Entry.DeviceRevoke revoke -> deviceRevoke(revoke, signed, view);
            case Entry.NodeRegister register -> nodeRegister(register, signed, view);
            case Entry.NodeLeave leave -> nodeLeave(leave, signed, view);
            case Entry.FolderCreate create -> folderCreate(create, signed, view);
            case Entry.Wrap wrap -> wrap(wrap, signed, view);
            case Entry.Packs packs -> PackRules.checkPacks(packs, signed, view);
            case Entry.Commit commit -> CommitRules.checkCommit(commit, signed, view);
            case Entry.Retire retire -> CommitRules.checkRetire(retire, signed, view);
            case Entry.Retain retain -> retain(retain, signed, view);
            case Entry.Move move -> MoveRules.check(move, signed, view);
        };
    }

    private static Optional<Refusal> account(
            Entry.AccountCreate create, SignedEntry signed, LedgerView view) {
        if (!signed.signer().equals(create.accountKey())) {
            return Optional.of(Refusal.NOT_A_MEMBER);
        }
        return refuseIf(view.hasAccount(create.account()), Refusal.DUPLICATE);
    }

    private Optional<Refusal> deviceAdd(Entry.DeviceAdd add, SignedEntry signed, LedgerView view) {
        Optional<Refusal> authority = speaksFor(add.account(), signed, view);
        if (authority.isPresent()) {
            return authority;
        }
        DeviceConsent consent =
                new DeviceConsent(commons, add.account(), add.deviceKey(), add.wrapPublic());
        if (!consent.isSignedBy(add.consent())) {
            return Optional.of(Refusal.BAD_SIGNATURE);
        }
        return refuseIf(view.device(add.device()).isPresent(), Refusal.DUPLICATE);
    }

    private static Optional<Refusal> deviceRevoke(
            Entry.DeviceRevoke revoke, SignedEntry signed, LedgerView view) {
        Optional<Refusal> authority = speaksFor(revoke.account(), signed, view);
        if (authority.isPresent()) {
            return authority;
        }
        Optional<DeviceStanding> device = view.device(revoke.device());
        if (device.isEmpty() || !device.get().account().equals(revoke.account())) {
            return Optional.of(Refusal.UNKNOWN_DEVICE);
        }
        return refuseIf(device.get().life() == Life.ENDED, Refusal.DUPLICATE);
    }

    private static Optional<Refusal> nodeRegister(
            Entry.NodeRegister register, SignedEntry signed, LedgerView view) {
        if (!signed.signer().equals(register.nodeKey())) {
            return Optional.of(Refusal.NOT_A_MEMBER);
        }
        return refuseIf(view.node(register.node()).isPresent(), Refusal.DUPLICATE);
    }

    private static Optional<Refusal> nodeLeave(
            Entry.NodeLeave leave, SignedEntry signed, LedgerView view) {
        NodeId node = leave.node();
        if (!signed.signer().nodeId().equals(node)) {
            return Optional.of(Refusal.NOT_A_MEMBER);
        }
        Optional<NodeStanding> standing = view.node(node);
        if (standing.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_NODE);
        }
        return refuseIf(standing.get().life() == Life.ENDED, Refusal.DUPLICATE);
    }

    private static Optional<Refusal> folderCreate(
            Entry.FolderCreate create, SignedEntry signed, LedgerView view) {
        Optional<Refusal> authority = speaksFor(create.account(), signed, view);
        if (authority.isPresent()) {
            return authority;
        }
        return refuseIf(view.folder(create.folder()).isPresent(), Refusal.DUPLICATE);
    }

    private static Optional<Refusal> wrap(Entry.Wrap wrap, SignedEntry signed, LedgerView view) {
        Optional<FolderStanding> folder = view.folder(wrap.folder());
        if (folder.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_FOLDER);
        }
        AccountId owner = folder.get().owner();
        Optional<Refusal> authority = speaksFor(owner, signed, view);
        if (authority.isPresent()) {
            return authority;
        }
        if (wrap.epoch() > folder.get().epoch() + 1) {
            return Optional.of(Refusal.BAD_FORM);
        }
        Optional<Refusal> recipient = recipient(wrap, owner, view);
        if (recipient.isPresent()) {
            return recipient;
        }
        return refuseIf(
                view.hasWrap(wrap.folder(), wrap.epoch(), wrap.recipient()), Refusal.DUPLICATE);
    }

    private static Optional<Refusal> retain(
            Entry.Retain retain, SignedEntry signed, LedgerView view) {
        Optional<FolderStanding> folder = view.folder(retain.folder());
        return folder.isEmpty()
                ? Optional.of(Refusal.UNKNOWN_FOLDER)
                : speaksFor(folder.get().owner(), signed, view);
    }

    private static Optional<Refusal> recipient(Entry.Wrap wrap, AccountId owner, LedgerView view) {
        if (wrap.recipient().equals(owner.hash())) {
            return Optional.empty();
        }
        return Authority.device(new DeviceId(wrap.recipient()), owner, view);
    }

    private static Optional<Refusal> speaksFor(
            AccountId account, SignedEntry signed, LedgerView view) {
        return Authority.accountOrDevice(account, signed.signer(), view);
    }

    private static Optional<Refusal> refuseIf(boolean wrong, Refusal refusal) {
        return wrong ? Optional.of(refusal) : Optional.empty();
    }
}
