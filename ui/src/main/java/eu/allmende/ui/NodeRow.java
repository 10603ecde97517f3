package eu.allmende.ui;

/// A node in the window.
///
/// @param country two letters; `?` where it is unknown
/// @param law two letters: whose law binds the operator
/// @param level how well the country is known
/// @param contact whether it answers
public record NodeRow(String operator, String country, String law, Level level, Contact contact) {
    /// How well something is known of a node.
    public enum Level {
        /// L0: the operator says so; nobody checked.
        DECLARED,
        /// L1: two location databases agree.
        NETWORK,
        /// L2: times of answers agree.
        DELAY,
        /// L3: times of answers about kept data agree.
        DELAY_TO_DATA,
        /// L4: a registrar attests it.
        ATTESTED
    }

    /// Whether a node answers.
    public enum Contact {
        /// It answered lately.
        ANSWERS,
        /// It did not.
        SILENT,
        /// It was not asked yet.
        UNKNOWN
    }
}
