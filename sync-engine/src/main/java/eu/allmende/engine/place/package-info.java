/// Which node keeps which piece.
///
/// | word     | meaning                                                              |
/// |----------|----------------------------------------------------------------------|
/// | roster   | the nodes of the commons: number and attributes from the ledger, address from the directory |
/// | operator | who runs a node; pieces of one pack lie with distinct operators       |
/// | code     | k/r/c/n, by how many operators inside the fence can be reached        |
///
/// Takes a fence and the roster; gives a code and holders. Never chooses a node outside the fence.
@NullMarked
package eu.allmende.engine.place;

import org.jspecify.annotations.NullMarked;
