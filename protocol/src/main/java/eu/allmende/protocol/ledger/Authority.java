package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.LedgerView.DeviceStanding;
import eu.allmende.protocol.ledger.LedgerView.Life;
import java.util.Optional;

/// Who may speak for an account: its own key, and its live devices.
final class Authority {
    private Authority() {}

    static Optional<Refusal> accountOrDevice(AccountId account, PublicKey signer, LedgerView view) {
        if (!view.hasAccount(account)) {
            return Optional.of(Refusal.UNKNOWN_ACCOUNT);
        }
        if (signer.accountId().equals(account)) {
            return Optional.empty();
        }
        return device(signer.deviceId(), account, view);
    }

    static Optional<Refusal> device(DeviceId device, AccountId account, LedgerView view) {
        Optional<DeviceStanding> standing = view.device(device);
        if (standing.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_DEVICE);
        }
        if (!standing.get().account().equals(account)) {
            return Optional.of(Refusal.NOT_A_MEMBER);
        }
        return standing.get().life() == Life.ENDED
                ? Optional.of(Refusal.REVOKED)
                : Optional.empty();
    }
}
