/// One loop owns each folder and does everything that is done with it, one thing after the other.
///
/// | word      | meaning                                                                      |
/// |-----------|------------------------------------------------------------------------------|
/// | pass      | once through: read commits, look at the disk, plan, apply, publish           |
/// | survey    | a look at the disk, with the reading of what changed                         |
/// | held      | an entry whose content is not known now; nothing is done with it             |
/// | guard     | what must be true before deletions are believed                              |
/// | hint      | a word from the watcher or the commons that a pass may be worthwhile         |
///
/// The one place that knows all stages. Hints only make it look sooner; the look is the truth.
@NullMarked
package eu.allmende.engine.run;

import org.jspecify.annotations.NullMarked;
