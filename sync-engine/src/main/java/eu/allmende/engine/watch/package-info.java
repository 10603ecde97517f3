/// Hears from the system that something changed in a folder: a hint to look sooner, no more.
///
/// | word | meaning                                                                        |
/// |------|--------------------------------------------------------------------------------|
/// | hint | something changed in a directory; what, is not said, since it may be wrong      |
/// | lost | the system ran out of watches, or tells nothing: look from time to time        |
///
/// Reads no file. The house of the folder is not watched.
@NullMarked
package eu.allmende.engine.watch;

import org.jspecify.annotations.NullMarked;
