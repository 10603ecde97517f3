/// What a folder's loop remembers between runs: one SQLite database per folder.
///
/// | word    | meaning                                                                        |
/// |---------|--------------------------------------------------------------------------------|
/// | row     | one entry with its three states: local, synced, remote                         |
/// | dirty   | differs from its row                                                           |
/// | settle  | to note as agreed what disk and commit log hold alike                          |
/// | journal | what is just being done on the disk; written durably before it is done         |
///
/// Observations are kept, never pending work: plans are made anew. All but the journal can be made
/// again from disk and commit log, so that a lost database loses nothing.
@NullMarked
package eu.allmende.engine.state;

import org.jspecify.annotations.NullMarked;
