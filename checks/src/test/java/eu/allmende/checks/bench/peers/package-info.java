/// How figures are held against a peer's, and what the bench understands.
@NullMarked
package eu.allmende.checks.bench.peers;

import org.jspecify.annotations.NullMarked;
