/// Who somebody is: an Ed25519 key. Signing with it, checking, and showing it in TLS.
///
/// | word        | meaning                                                  | bytes |
/// |-------------|----------------------------------------------------------|-------|
/// | signing key | the secret half; never prints itself                     | 32    |
/// | public key  | the half that all may know; its SHA-256 is the id        | 32    |
/// | signature   | Ed25519 (RFC 8032) over a message that begins with what it is for | 64 |
///
/// There is no authority above a key: certificates are self-signed and carry nothing but the key,
/// and each side checks that the key is the one it expects. Randomness is an argument.
@NullMarked
package eu.allmende.protocol.identity;

import org.jspecify.annotations.NullMarked;
