/// How a pack and its pieces are named, so that anyone can check any stretch of them.
///
/// | word       | meaning                                                              | size        |
/// |------------|----------------------------------------------------------------------|-------------|
/// | leaf       | a stretch of a piece, hashed as in RFC 6962                          | 4 KiB       |
/// | piece root | binds a piece's index, length and the Merkle root over its leaves    | 32 bytes    |
/// | pack root  | binds the code, the lengths and all n piece roots                    | 32 bytes    |
/// | manifest   | a pack's shape with its n piece roots; travels with every piece      | 20 + 32 n   |
/// | code       | k/r/c/n: needed, repair at or below, commit at, wanted               |             |
///
/// Because the erasure code is deterministic, whoever rebuilds a piece can check it against the
/// pack root. Takes bytes, gives roots; nothing here reads a disk or a socket.
@NullMarked
package eu.allmende.protocol.piece;

import org.jspecify.annotations.NullMarked;
