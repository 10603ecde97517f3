/// Chunks are compressed and sealed: what leaves this computer is unreadable without the folder's
/// keys.
///
/// | word         | meaning                                                      | bytes                |
/// |--------------|--------------------------------------------------------------|----------------------|
/// | sealed chunk | nonce, encrypted method byte and payload, tag                | chunk + 29, or fewer |
/// | chunk key    | HKDF-SHA-256 of the epoch's sealing key and the chunk id     | 32                   |
/// | method       | first plain byte: 0 as it is, 1 zstd                         | 1                    |
///
/// AES-256-GCM with a random nonce; associated data: version ‖ folder id ‖ chunk id. Opening checks
/// the chunk's id again, so that a chunk sealed wrongly by another device is never taken for the
/// right one. Source: NIST SP 800-38D; RFC 8878 (zstd).
@NullMarked
package eu.allmende.engine.seal;

import org.jspecify.annotations.NullMarked;
