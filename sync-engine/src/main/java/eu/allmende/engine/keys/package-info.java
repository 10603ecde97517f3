/// Secrets and what is derived from them.
///
/// | word           | meaning                                                              | bytes |
/// |----------------|----------------------------------------------------------------------|-------|
/// | secret         | key material that zeroes itself and never prints                     | 32    |
/// | phrase         | the 24 words (BIP-39) behind an account                              | 32    |
/// | naming secret  | a folder's lifelong secret: chunk ids, cut points                    | 32    |
/// | epoch key      | a folder's key of the day: sealing, batches, names                   | 32    |
/// | wrap           | folder keys sealed for one account or device: HPKE inside ML-KEM-768 |       |
///
/// Derivation is HKDF-SHA-256 (RFC 5869) with a label for each use. The JVM is made to compile the
/// cipher when much is about to move. Nothing here reads a disk or a socket; randomness is handed
/// in.
@NullMarked
package eu.allmende.engine.keys;

import org.jspecify.annotations.NullMarked;
