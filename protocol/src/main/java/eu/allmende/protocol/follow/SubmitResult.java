package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.merkle.InclusionProof;
import java.util.Optional;

/// What became of an entry that was submitted, verified.
public sealed interface SubmitResult {
    /// It stands in the log for good.
    ///
    /// @param index its place
    /// @param timeMillis ledger time
    /// @param head cosigned by a quorum
    /// @param proof of the entry's place under that head
    record Accepted(long index, long timeMillis, CosignedHead head, InclusionProof proof)
            implements SubmitResult {}

    /// f + 1 validators did not take it; it has no effect.
    ///
    /// @param code as on the wire
    /// @param text for a person
    record Refused(int code, String text) implements SubmitResult {
        /// The reason; empty if this version does not know the code.
        public Optional<Refusal> refusal() {
            return Refusal.ofCode(code);
        }

        /// Whether this is the reason.
        public boolean is(Refusal refusal) {
            return code == refusal.code();
        }
    }
}
