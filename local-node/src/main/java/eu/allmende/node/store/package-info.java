/// Pieces on disk. What a receipt was given for is on the disk, not in a cache, and is found again
/// after any crash.
///
/// | word   | meaning                                                                 | unit         |
/// |--------|-------------------------------------------------------------------------|--------------|
/// | volume | an append-only file of records                                          | 256 MiB      |
/// | record | a head with its checksum, and one piece with its manifest, sealed at rest | bytes      |
/// | index  | SQLite: where each piece's record lies; rebuilt from the volumes if lost  |            |
/// | compaction | what is still wanted of a volume goes to the end of the last one, when it is less than half of it | |
///
/// Takes pieces that were checked; gives them back whole, or says that they are absent or damaged.
/// A record is sealed with the node's own disk key (AES-256-GCM), whose tag tells damage. Never one
/// file per piece.
@NullMarked
package eu.allmende.node.store;

import org.jspecify.annotations.NullMarked;
