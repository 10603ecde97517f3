/// One device's home on the disk: where it is, who owns it, and where the log goes.
///
/// | word | meaning                                                             |
/// |------|---------------------------------------------------------------------|
/// | home | the folder with all that one device keeps; its owner's eyes only    |
/// | lock | held by the one process that works with a home                      |
/// | log  | what went wrong, with stack traces; at most 3 files of 4 MiB        |
@NullMarked
package eu.allmende.app.home;

import org.jspecify.annotations.NullMarked;
