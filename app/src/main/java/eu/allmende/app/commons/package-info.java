/// What serves others from this machine: a commons for trying out, one validator of it, a node.
///
/// | word     | meaning                                                                       |
/// |----------|-------------------------------------------------------------------------------|
/// | place    | where a member of a commons stands in its list, from 0                        |
/// | operator | in a commons of one machine: a name, a country and a law that are made up      |
///
/// A commons lies in one folder: `commons.json`, `validators/<i>`, `nodes/<i>`. Started again on
/// the same folder it is the same commons. Validators and nodes are the real ones; only what the
/// nodes declare about themselves is simulated, and the genesis says that all runs on one machine.
@NullMarked
package eu.allmende.app.commons;

import org.jspecify.annotations.NullMarked;
