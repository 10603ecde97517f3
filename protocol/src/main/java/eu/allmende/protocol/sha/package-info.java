/// SHA-256 of several messages side by side, for processors without instructions for it.
///
/// | word         | meaning                                                         |
/// |--------------|-----------------------------------------------------------------|
/// | lane         | one number of a vector: each works on its own message            |
/// | block        | the 64 bytes that SHA-256 takes at once                         |
/// | side by side | as many messages at once as there are lanes                     |
///
/// Source: FIPS 180-4 §6.2, RFC 2104.
@NullMarked
package eu.allmende.protocol.sha;

import org.jspecify.annotations.NullMarked;
