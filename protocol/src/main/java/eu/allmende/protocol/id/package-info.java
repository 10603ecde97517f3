/// The names of things: every id is a type of its own, so that none is taken for another.
///
/// | word       | names                                   | bytes                       |
/// |------------|-----------------------------------------|-----------------------------|
/// | hash       | any bytes, by SHA-256                   | 32                          |
/// | account id | a person's or organisation's root key   | 32, SHA-256 of that key     |
/// | device id  | one computer's key                      | 32, SHA-256 of that key     |
/// | node id    | a node's (or validator's) key           | 32, SHA-256 of that key     |
/// | commons id | one network                             | 32, SHA-256 of its genesis  |
/// | pack root  | a pack, by the roots of its pieces      | 32                          |
/// | chunk id   | a chunk's plaintext under a folder key  | 32, HMAC-SHA-256            |
/// | folder id  | a folder                                | 16, random                  |
/// | entry id   | a file, directory or link               | 16, random                  |
///
/// Values only: nothing here makes randomness or reads anything.
@NullMarked
package eu.allmende.protocol.id;

import org.jspecify.annotations.NullMarked;
