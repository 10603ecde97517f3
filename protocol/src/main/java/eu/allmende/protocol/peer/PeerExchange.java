package eu.allmende.protocol.peer;

import java.io.IOException;

/// The one way out to other programs: asks a peer and waits for the answer.
///
/// Safe to call from many (virtual) threads at once. The peer's key is checked before a byte of the
/// request leaves: whoever cannot show the key with [PeerAddress#id] gets nothing.
@FunctionalInterface
public interface PeerExchange {
    /// Asks and waits.
    ///
    /// @return the answer, whatever its status
    /// @throws IOException if no answer came (unreachable, wrong key, time ran out). What came of
    ///   the request is then unknown; asking again is safe for requests that say so
    PeerAnswer exchange(PeerAddress peer, PeerRequest request) throws IOException;
}
