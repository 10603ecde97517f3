package eu.allmende.protocol.peer;

import eu.allmende.protocol.id.NodeId;

/// Where a node or validator answers, and whose key must answer there.
///
/// @param id the hash of the key that the other side must show
/// @param host a name or an address, without brackets
/// @param port 1 to 65535
public record PeerAddress(NodeId id, String host, int port) {
    private static final int MOST_HOST_CHARACTERS = 253;

    public PeerAddress {
        if (host.isBlank() || host.length() > MOST_HOST_CHARACTERS) {
            throw new IllegalArgumentException("host has an unfit length: " + host.length());
        }
        if (host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '@' || c > '~')) {
            throw new IllegalArgumentException("host holds a character that none may");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port is out of range: " + port);
        }
    }
}
