package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;

/// Hashes many messages of one length, each with the same byte before it.
///
/// Two exist and give the same bytes: one after the other, and side by side in vectors.
interface Hasher {
    /// Writes the SHA-256 of each message of the run, one behind the other.
    ///
    /// @param target from `at` on, 32 bytes for each message; may be `source`, as long as no hash
    ///   lies behind the beginning of its message
    void hash(byte[] source, Run run, byte[] target, int at);

    /// Messages that lie end to end.
    ///
    /// @param prefix the byte before each message
    /// @param from where the first begins
    /// @param length bytes of each, without the prefix
    /// @param count how many there are
    record Run(byte prefix, int from, int length, int count) {
        /// What is left when so many of the first are done.
        Run after(int done) {
            return new Run(prefix, from + done * length, length, count - done);
        }
    }

    /// Where the hash of the message with this number is written.
    static int place(int at, int message) {
        return at + message * Hash.SIZE_BYTES;
    }
}
