package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.ledger.Refusal;

/// What became of one entry.
public sealed interface Outcome {
    /// It stands in the log, now or since the same bytes were handed in before.
    ///
    /// @param index its place
    /// @param timeMillis its ledger time
    record Accepted(long index, long timeMillis) implements Outcome {}

    /// It was not taken, and changed nothing.
    record Refused(Refusal refusal) implements Outcome {}
}
