/// Merkle trees as in RFC 6962: how a long list is summed up in 32 bytes, and what is in it is
/// proven.
///
/// | word              | meaning                                                  |
/// |-------------------|----------------------------------------------------------|
/// | leaf hash         | SHA-256 of 0x00 and the leaf                             |
/// | node hash         | SHA-256 of 0x01, the left and the right child            |
/// | root              | the hash at the top; of no leaves: SHA-256 of nothing    |
/// | inclusion proof   | that a leaf stands at an index under a root              |
/// | consistency proof | that a larger tree starts with all leaves of a smaller   |
///
/// Takes leaf hashes, a way to ask for the hash of a complete subtree, or leaves of one length,
/// which are hashed side by side where that was seen to be faster; gives roots and proofs. Source:
/// RFC 6962 §2.1, verification as in RFC 9162 §2.1.3 and §2.1.4; FIPS 180-4 §6.2.
@NullMarked
package eu.allmende.protocol.merkle;

import org.jspecify.annotations.NullMarked;
