/// How structured bytes are spelled on the wire and on disk: a small, deterministic part of CBOR.
///
/// Arrays of known length, integers in their shortest form, byte strings, text. No maps, no floats,
/// no tags, no indefinite lengths. What is signed or hashed is compared with its own re-encoding
/// after reading, so that each value has exactly one spelling.
///
/// Takes and gives bytes; opens nothing.
@NullMarked
package eu.allmende.protocol.wire;

import org.jspecify.annotations.NullMarked;
