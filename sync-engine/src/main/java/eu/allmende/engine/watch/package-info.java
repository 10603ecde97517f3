/// Hears from the system that something under a folder changed. A hint, no more: the scan is the
/// truth.
///
/// Whatever goes wrong here (an overflow, no more watches) means "look again", and the periodic
/// scan goes on without it.
@NullMarked
package eu.allmende.engine.watch;

import org.jspecify.annotations.NullMarked;
