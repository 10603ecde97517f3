/// The window: folders with their state, transfers under way, and the nodes of the commons. JavaFX
/// lives here alone.
///
/// | word     | meaning                                                              |
/// |----------|----------------------------------------------------------------------|
/// | desk     | the port behind the window: what there is, and what can be asked for |
/// | halt     | why the window cannot show how things stand now                      |
/// | row      | what the window shows of one folder or one node                      |
///
/// The window asks the desk and shows its immutable snapshots; it opens no file and no socket
/// itself.
@NullMarked
package eu.allmende.ui;

import org.jspecify.annotations.NullMarked;
