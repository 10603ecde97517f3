/// The program as others meet it: started as a process of its own, and the trees of files that it
/// leaves on disks, pictured without it.
///
/// Nothing here knows the engine: what it says is compared with what lies there.
@NullMarked
package eu.allmende.checks.program;

import org.jspecify.annotations.NullMarked;
