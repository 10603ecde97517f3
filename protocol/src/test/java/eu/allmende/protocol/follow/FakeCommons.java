package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Genesis;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.MemoryLedger;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A whole commons of validators in memory: one order of entries, and a [FakeValidator] for each
/// seat, which tells the truth until a test makes it lie.
final class FakeCommons implements PeerExchange {
    private static final int PORT = 7000;

    private final Genesis genesis;
    private final List<FakeValidator> validators = new ArrayList<>();
    private final LedgerRules rules;
    private final MemoryLedger state = new MemoryLedger();
    private final List<FakeLeaf> log = new ArrayList<>();
    private final Map<Hash, FakeLeaf> known = new HashMap<>();

    FakeCommons(int size) {
        genesis = Actors.genesis(size);
        rules = new LedgerRules(genesis.commons());
        for (SigningKey key : Actors.validators(size)) {
            validators.add(new FakeValidator(this, key));
        }
    }

    CommonsId id() {
        return genesis.commons();
    }

    CommonsFile file() {
        return new CommonsFile(
                genesis,
                genesis.validators().stream()
                        .map(seat -> new PeerAddress(seat.node(), "127.0.0.1", PORT))
                        .toList());
    }

    FakeValidator validator(int seat) {
        return validators.get(seat);
    }

    List<FakeValidator> validators() {
        return validators;
    }

    NodeId id(int seat) {
        return validators.get(seat).key().publicKey().nodeId();
    }

    SignedEntry sign(Entry entry, SigningKey key) {
        return SignedEntry.sign(id(), entry, key);
    }

    /// Puts an entry in the log as if another client had handed it in.
    FakeLeaf order(Entry entry, SigningKey key) {
        Object outcome = order(sign(entry, key));
        if (outcome instanceof FakeLeaf leaf) {
            return leaf;
        }
        throw new IllegalArgumentException("refused: " + outcome);
    }

    /// The leaf, or the refusal.
    synchronized Object order(SignedEntry signed) {
        FakeLeaf before = known.get(signed.hash());
        if (before != null) {
            return before;
        }
        state.tick(1_790_000_000_000L + log.size());
        Optional<Refusal> refusal = rules.check(signed, state);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        state.apply(signed);
        FakeLeaf leaf = new FakeLeaf(log.size(), 1_790_000_000_000L + log.size(), signed);
        log.add(leaf);
        known.put(signed.hash(), leaf);
        return leaf;
    }

    synchronized List<FakeLeaf> log(long size) {
        return List.copyOf(log.subList(0, (int) Math.min(size, log.size())));
    }

    synchronized long size() {
        return log.size();
    }

    @Override
    public PeerAnswer exchange(PeerAddress peer, PeerRequest request) throws IOException {
        FakeValidator asked =
                validators.stream()
                        .filter(one -> one.key().publicKey().nodeId().equals(peer.id()))
                        .findFirst()
                        .orElseThrow(() -> new IOException("nobody answers there"));
        return asked.answer(request);
    }
}
