package eu.allmende.protocol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.identity.SigningKey;
import java.util.Optional;

/// Offers entries to the rules and carries out those that pass, as a validator does.
final class Clerk {
    private final LedgerRules rules = new LedgerRules(Actors.COMMONS);
    private final MemoryLedger ledger = new MemoryLedger();

    LedgerView view() {
        return ledger;
    }

    Optional<Refusal> offer(Entry entry, SigningKey signer) {
        return offer(SignedEntry.sign(Actors.COMMONS, entry, signer));
    }

    Optional<Refusal> offer(SignedEntry signed) {
        Optional<Refusal> refusal = rules.check(signed, ledger);
        if (refusal.isEmpty()) {
            ledger.apply(signed.entry());
        }
        return refusal;
    }

    void accept(Entry entry, SigningKey signer) {
        assertThat(offer(entry, signer)).isEmpty();
    }

    void acceptAccountAndDevice() {
        accept(Actors.accountCreate(), Actors.ACCOUNT);
        accept(Actors.deviceAdd(Actors.DEVICE), Actors.ACCOUNT);
    }
}
