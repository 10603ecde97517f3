package eu.allmende.protocol.ledger;

import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// When a head is believed: more than (n + f) / 2 distinct validators must have cosigned it, so
/// that any two believed heads share an honest cosigner.
public final class HeadPolicy {
    private final String origin;
    private final Map<NodeId, PublicKey> validators;

    /// The policy of a commons with these validators.
    public HeadPolicy(CommonsId commons, Collection<PublicKey> validators) {
        if (validators.isEmpty()) {
            throw new IllegalArgumentException("no validators");
        }
        this.origin = Checkpoint.origin(commons);
        this.validators = new LinkedHashMap<>();
        validators.forEach(key -> this.validators.put(key.nodeId(), key));
    }

    /// How many validators there are: n.
    public int validators() {
        return validators.size();
    }

    /// How many may fail or lie: f, the largest with 3f + 1 ≤ n.
    public int faults() {
        return (validators.size() - 1) / 3;
    }

    /// How many cosignatures a head needs: 3 of 4, 5 of 7.
    public int quorum() {
        return (validators.size() + faults()) / 2 + 1;
    }

    /// How many validators must answer before the newest answer counts: n − f.
    public int answersNeeded() {
        return validators.size() - faults();
    }

    /// Whether the head belongs to this commons and a quorum cosigned it.
    public boolean verify(CosignedHead head) {
        return head.checkpoint().origin().equals(origin) && signers(head).size() >= quorum();
    }

    /// Which validators really cosigned the head; each counts once.
    public Set<NodeId> signers(CosignedHead head) {
        return head.cosignatures().stream()
                .filter(cosignature -> isValid(cosignature, head.checkpoint()))
                .map(Cosignature::validator)
                .collect(Collectors.toSet());
    }

    /// A time, in seconds since 1970, that is past for at least one honest validator: the earliest
    /// that a cosignature names.
    ///
    /// @param head one that [#verify] believes
    public long provenSeconds(CosignedHead head) {
        return head.cosignatures().stream()
                .filter(cosignature -> isValid(cosignature, head.checkpoint()))
                .mapToLong(Cosignature::seconds)
                .min()
                .orElse(0);
    }

    private boolean isValid(Cosignature cosignature, Checkpoint checkpoint) {
        PublicKey key = validators.get(cosignature.validator());
        return key != null && cosignature.isBy(key, checkpoint);
    }
}
