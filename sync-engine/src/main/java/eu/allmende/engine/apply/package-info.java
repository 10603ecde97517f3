/// Steps become files, in such a way that a crash at any moment loses nothing.
///
/// | word      | meaning                                                                     |
/// |-----------|-----------------------------------------------------------------------------|
/// | staged    | complete, on the folder's own file system, not at its place yet             |
/// | slot      | a free name in the trash                                                    |
/// | swap in   | new content takes a name, what had it goes to a slot, the name never misses |
/// | raced     | somebody wrote to a file at the very moment it was replaced                 |
/// | recovery  | what is done at the start about journal rows that are still open            |
///
/// The order: stage, make durable, journal, look again at what is there, rename, look at the old
/// file, make the directories durable, one transaction. What is not as a step expects is left
/// alone. Works on paths whose directories were checked to be directories, never through links.
@NullMarked
package eu.allmende.engine.apply;

import org.jspecify.annotations.NullMarked;
