/// Many small sealed chunks become one **pack**, so that nodes hold few large pieces, not many
/// small ones.
///
/// | word         | meaning                                           | unit                    |
/// |--------------|---------------------------------------------------|-------------------------|
/// | sealed chunk | one encrypted chunk, its tag included             | bytes                   |
/// | pack         | head, sealed index, sealed chunks, padding        | at most 16 MiB          |
/// | extent       | where one sealed chunk lies in its pack           | bytes                   |
/// | index        | the pack's extents, sealed under the epoch's key  | bytes                   |
/// | padding      | random bytes up to a Padmé size                   | at most 12 % of the pack |
///
/// Takes sealed chunks from `seal`; gives packs to `transfer`. Nothing here reads a clock, a disk
/// or a socket. Source of the padding: Nikitin et al., "Reducing metadata leakage from encrypted
/// files and communication with PURBs", PoPETs 2019.
@NullMarked
package eu.allmende.engine.pack;

import org.jspecify.annotations.NullMarked;
