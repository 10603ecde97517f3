/// Measurements: `./allmende bench NAME`. Timings are never tests.
///
/// Each bench gives figures with their targets; the table shows the ratio. Compare figures of one
/// run only: machines differ.
@NullMarked
package eu.allmende.checks.bench;

import org.jspecify.annotations.NullMarked;
