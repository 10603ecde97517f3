package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.ledger.Cosignature;

/// What came of asking this validator to cosign.
public sealed interface Answer {
    /// It did.
    record Signed(Cosignature cosignature) implements Answer {}

    /// Its log has not come so far yet; asking again is safe.
    record NotYet() implements Answer {}

    /// Its own log says otherwise, or contradicts what it signed before. Never to be ignored.
    ///
    /// @param reason one sentence
    record Contradicts(String reason) implements Answer {}

    /// The newest entry is stamped with a time too far ahead of this validator's clock.
    record TooEarly() implements Answer {}
}
