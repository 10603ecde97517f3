package eu.allmende.ui;

import java.util.List;

/// A node in the window.
///
/// @param country two letters; `?` where it is unknown
/// @param law two letters: whose law binds the operator
/// @param level how well the country is known
/// @param standing whether the fences of the folders here let it hold their pieces
/// @param contact whether it answers
public record NodeRow(
        String operator,
        String country,
        String law,
        Level level,
        Standing standing,
        Contact contact) {
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

    /// Where a node stands to the fences of the folders that are synced here.
    public sealed interface Standing {
        /// No folder is synced here, or no fence of one is known yet.
        record Unknown() implements Standing {}

        /// Each folder's fence lets it in.
        record Inside() implements Standing {}

        /// No folder's fence lets it in.
        record Outside() implements Standing {}

        /// Some folders' fences keep it out.
        ///
        /// @param folders the names of those
        record OutsideOf(List<String> folders) implements Standing {
            public OutsideOf {
                folders = List.copyOf(folders);
            }
        }
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
