/// What a folder held before: the versions of its entries, made of the commits, and how long they
/// stay.
///
/// | word      | meaning                                                                       | unit |
/// |-----------|-------------------------------------------------------------------------------|------|
/// | version   | an entry's state from one commit to the next that changes it                  | the first commit's sequence |
/// | stood     | was the entry's state at that moment                                          |      |
/// | guest     | an entry that once lay at a path where another lies now, or nothing           |      |
/// | keeping   | the rule that says which versions stay                                        | ledger time |
///
/// Takes verified commits through `remote`; opens each batch once and notes the versions in a
/// database that can be made again from the log at any time. A commit that breaks the rules of the
/// tree is void here as everywhere. Names no pack: which packs hold the chunks that must stay is
/// asked of the caller.
@NullMarked
package eu.allmende.engine.history;

import org.jspecify.annotations.NullMarked;
