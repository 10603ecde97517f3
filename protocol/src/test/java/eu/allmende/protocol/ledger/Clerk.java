package eu.allmende.protocol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Offers entries to the rules and carries out those that pass, as a validator does.
final class Clerk {
    private final LedgerRules rules = new LedgerRules(Actors.COMMONS);
    private final MemoryLedger ledger = new MemoryLedger();
    private final List<LedgerLeaf> accepted = new ArrayList<>();

    void passes(Duration time) {
        ledger.tick(ledger.nowMillis() + time.toMillis());
    }

    LedgerView view() {
        return ledger;
    }

    /// The tip of all that was accepted about a folder.
    Tip tip(FolderId folder) {
        Tip tip = Tip.START;
        for (LedgerLeaf leaf : accepted) {
            if (Subject.of(leaf.entry()).contains(Subject.folder(folder))) {
                tip = tip.next(LedgerLeaf.hash(leaf.encode()));
            }
        }
        return tip;
    }

    Optional<Refusal> offer(Entry entry, SigningKey signer) {
        return offer(SignedEntry.sign(Actors.COMMONS, entry, signer));
    }

    Optional<Refusal> offer(SignedEntry signed) {
        Optional<Refusal> refusal = rules.check(signed, ledger);
        if (refusal.isEmpty()) {
            ledger.apply(signed);
            accepted.add(new LedgerLeaf(accepted.size(), ledger.nowMillis(), signed, 1));
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
