/// Lets go of pieces whose packs were retired: first into the trash, then for good.
///
/// | word    | meaning                                                                            | unit |
/// |---------|------------------------------------------------------------------------------------|------|
/// | retired | ended by an entry of the ledger, taken only after the retention, or for a void pack     |      |
/// | due     | three days after that entry: until then nothing happens                             | ledger time |
/// | trash   | pieces that are dropped a week later, unless somebody reads or brings them again    | ledger time |
///
/// Takes the terms of folders from the verified ledger; believes no clock of its own.
@NullMarked
package eu.allmende.node.retire;

import org.jspecify.annotations.NullMarked;
