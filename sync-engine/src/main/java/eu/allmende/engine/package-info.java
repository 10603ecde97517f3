/// A folder's life, from watching to applying: the side of Allmende that has files.
///
/// The stages are packages, in the order of a file's journey: `folder`, `watch`, `scan`, `tree`,
/// `plan`, `chunk`, `seal`, `pack`, `place`, `transfer`, `commit`, `apply`. A stage knows earlier
/// ones, never later ones. Around them: `remote` (the loop's port to the commons), `keys`,
/// `account`, `state`, `history`, `run`.
///
/// Knows nodes and validators only through `protocol`; opens no socket itself.
@NullMarked
package eu.allmende.engine;

import org.jspecify.annotations.NullMarked;
