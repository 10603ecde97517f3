/// What a folder holds: entries known by random ids, never by their paths.
///
/// | word       | meaning                                                          |
/// |------------|------------------------------------------------------------------|
/// | entry      | a file, directory or link, by its id                             |
/// | state      | an entry's parent, name and content at one moment, in one tree   |
/// | content    | a file's bytes by their chunks, a directory, or a link's target  |
/// | change     | an entry's new state, or that it is gone                         |
/// | local tree | what the disk holds                                              |
/// | synced tree| what was last agreed                                             |
/// | remote tree| what the commit log says                                         |
///
/// Values only; no disk, no clock.
@NullMarked
package eu.allmende.engine.tree;

import org.jspecify.annotations.NullMarked;
