/// The ledger as devices see it: the verifying client against real validators on loopback, some of
/// which are tampered with on the way.
@NullMarked
package eu.allmende.checks.ledger;

import org.jspecify.annotations.NullMarked;
