/// What a device's home can be asked, and what it answers, in words that scripts rely on.
///
/// | word     | meaning                                                              |
/// |----------|----------------------------------------------------------------------|
/// | desk     | where questions about one home are put                               |
/// | question | one thing to do or to tell                                           |
/// | answer   | what came of it; its components are the fields of the JSON contract  |
/// | ending   | how a command ends: the exit code of the process                     |
///
/// A desk stands in the process that owns the home; other processes reach it over the control
/// socket. Nothing here speaks with the network or the disk.
@NullMarked
package eu.allmende.app.desk;

import org.jspecify.annotations.NullMarked;
