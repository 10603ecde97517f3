/// Changes become a commit on the ledger, and commits become changes again.
///
/// | word      | meaning                                                                 | size            |
/// |-----------|-------------------------------------------------------------------------|-----------------|
/// | batch     | a commit's changes and the extents of its packs, compressed and sealed  | ≤ 48 KiB inline, else in packs |
/// | claimed   | packs that the folder needs from this commit on                         |                 |
/// | flow state| what this device knows of packs, chunks and commits; SQLite, rebuildable from the ledger | |
///
/// `CommonsFolder` is the loop's way to the commons. Packs are ordered before the commit that
/// claims them.
@NullMarked
package eu.allmende.engine.commit;

import org.jspecify.annotations.NullMarked;
