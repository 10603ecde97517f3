/// The window's desk: the engine of this process, as the window sees it.
@NullMarked
package eu.allmende.app.window;

import org.jspecify.annotations.NullMarked;
