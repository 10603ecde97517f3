/// What devices and nodes must spell alike: ids, wire forms, proofs, the erasure code, the fence.
///
/// Pure: nothing under this package reads a clock, a disk, a socket or a source of randomness. What
/// needs one of them takes it as an argument or through a port.
@NullMarked
package eu.allmende.protocol;

import org.jspecify.annotations.NullMarked;
