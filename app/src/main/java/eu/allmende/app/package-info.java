/// The program: main, the command line, the wiring, and what belongs to the operating system.
///
/// The one place that knows every other room. Wiring is by hand, in `Wiring`.
@NullMarked
package eu.allmende.app;

import org.jspecify.annotations.NullMarked;
