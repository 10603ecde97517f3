/// The way out to the network: the one adapter of `protocol.peer.PeerExchange`.
///
/// HTTP/2 over TLS 1.3; for each peer the key that must answer is pinned before a byte is sent.
/// Blocking calls, meant for virtual threads; connections are shared and kept.
@NullMarked
package eu.allmende.app.net;

import org.jspecify.annotations.NullMarked;
