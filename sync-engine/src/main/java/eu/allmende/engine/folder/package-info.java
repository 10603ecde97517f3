/// A synced directory and its rules.
///
/// | word   | meaning                                                                    |
/// |--------|----------------------------------------------------------------------------|
/// | root   | the directory that is synced                                               |
/// | house  | `.allmende` in the root: marker, stage and trash; never synced             |
/// | marker | a file that says which folder this is; without it nothing is touched       |
/// | stage  | where new content waits, on the same file system as the root               |
/// | trash  | where sync puts what it removes or replaces, by day                        |
/// | rule   | a line of `.allmendeignore`: what is not synced                            |
///
/// Knows paths and names; never decides what a change means.
@NullMarked
package eu.allmende.engine.folder;

import org.jspecify.annotations.NullMarked;
