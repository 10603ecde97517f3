/// Tests that see the whole house: its architecture, a whole network, the command line, and
/// benchmarks.
///
/// Never shipped. What is here may know every other room; nobody knows it.
@NullMarked
package eu.allmende.checks;

import org.jspecify.annotations.NullMarked;
