/// The rule about who may hold a folder's pieces, and what is known of those who might.
///
/// | word           | meaning                                                               |
/// |----------------|-----------------------------------------------------------------------|
/// | attribute      | one thing known of a node: a country, or unknown, and how well known  |
/// | evidence level | L0 declared, L1 network agrees, L2 delay agrees, L3 delay to the data agrees, L4 attested |
/// | rule           | which countries one attribute may have, and from which level on        |
/// | fence          | four rules: disk, network, law, parent company                         |
///
/// What is unknown is outside every fence. Pure functions of values: the same answer on a device, a
/// validator and a node.
@NullMarked
package eu.allmende.protocol.fence;

import org.jspecify.annotations.NullMarked;
