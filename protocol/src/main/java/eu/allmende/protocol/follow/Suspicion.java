package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.NodeId;
import java.time.Instant;

/// What a client kept about a validator that did not tell the truth.
///
/// @param validator who
/// @param what in which way
/// @param text for a person: what was seen the first time
/// @param first when it was seen first, wall time
/// @param last when it was seen last, wall time
/// @param times how often it was seen
public record Suspicion(
        NodeId validator, What what, String text, Instant first, Instant last, long times) {
    /// In which way a validator may lie.
    public enum What {
        /// It gave an entry that is not in the log, or that nobody signed.
        FORGED_ENTRY,
        /// It kept on showing a log shorter than one that was already proven.
        OLD_HEAD,
        /// It gave a head that no quorum cosigned.
        NO_QUORUM,
        /// Its head does not extend the one believed before.
        INCONSISTENT_HEAD,
        /// It cosigned two different logs of one size.
        TWO_HEADS,
        /// It left out an entry, or its pages do not bear out the tip it claimed.
        WRONG_TIP,
        /// It announced entries that never came.
        FALSE_NEWS,
        /// Its answer does not follow the format.
        MALFORMED
    }
}
