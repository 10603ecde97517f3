/// Allmende beside what people use today, on the same files, in the same run.
///
/// | word   | meaning                                                               |
/// |--------|-----------------------------------------------------------------------|
/// | peer   | another program: restic, Syncthing, Unison, rclone, rsync             |
/// | corpus | files that all are measured on                                        |
/// | row    | something that is measured; fails alone, without ending the run       |
/// | line   | one figure of a row, a peer's beside it, and the target for the ratio |
///
/// Starts processes and ends them; installs what is missing if it may.
@NullMarked
package eu.allmende.checks.bench.peers;

import org.jspecify.annotations.NullMarked;
