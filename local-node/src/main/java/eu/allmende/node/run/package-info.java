/// A node as one thing: its key, its store, its door, its place in the directory. The front door of
/// this module.
///
/// Puts the rooms together and answers the HTTP paths that begin with `/v1/piece`, `/v1/challenge`
/// and `/v1/node`.
@NullMarked
package eu.allmende.node.run;

import org.jspecify.annotations.NullMarked;
