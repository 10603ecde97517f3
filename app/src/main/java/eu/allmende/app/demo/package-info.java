/// The demonstration: a whole commons on this machine, put to the test.
///
/// | word    | meaning                                                                        |
/// |---------|--------------------------------------------------------------------------------|
/// | stage   | the commons, its processes, the devices and their files: what checks play on    |
/// | check   | one claim of the program, tried out; holds or does not                          |
/// | verdict | what came of a check, with figures                                              |
/// | tap     | sees every byte that a device sends, and to whom                                |
/// | proxy   | a server that shows a validator's key and changes what the validator answers    |
///
/// Nothing is simulated but what the nodes declare: the members are processes with real sockets,
/// keys and disks, and are killed with SIGKILL. A check trusts no count of the program where it can
/// look itself: it compares trees byte by byte, asks the nodes what they keep, and watches the
/// wire.
@NullMarked
package eu.allmende.app.demo;

import org.jspecify.annotations.NullMarked;
