/// What is to be done: a pure function of the three trees.
///
/// | word       | meaning                                                                      |
/// |------------|------------------------------------------------------------------------------|
/// | merge      | the local changes put on top of the remote tree; conflicts settled           |
/// | target     | the tree that comes of it, which disk and commons shall both become          |
/// | mark       | an entry that this disk cannot hold where it belongs                          |
/// | relabel    | an entry of the local tree gets another id; nothing on the disk changes      |
/// | step       | one act on the disk                                                          |
/// | aside      | a file that makes room for another one, at the moment that one has arrived   |
/// | park       | to give a temporary name, so that names can be exchanged                     |
///
/// No clock, no chance, no disk: time, ids and the device's name come in as values.
@NullMarked
package eu.allmende.engine.plan;

import org.jspecify.annotations.NullMarked;
