/// What is there: the disk as it was found, without judging what it means.
///
/// | word     | meaning                                                                     |
/// |----------|-----------------------------------------------------------------------------|
/// | stat     | what the system says of a path without reading it                           |
/// | identity | device, file number and birth time: the same file under whatever name       |
/// | seen     | one path that was found, with what lies in it                               |
/// | blank    | a place of which nothing is known: it could not be read, or a rule hides it |
///
/// Takes a root and rules; gives what was seen. An error means unknown, never empty or deleted.
@NullMarked
package eu.allmende.engine.scan;

import org.jspecify.annotations.NullMarked;
