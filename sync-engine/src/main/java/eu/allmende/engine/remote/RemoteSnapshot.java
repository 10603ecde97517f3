package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Tree;

/// A folder's whole tree as it stood after a commit, checked to be a tree.
///
/// @param sequence that commit
/// @param tree a whole one
public record RemoteSnapshot(long sequence, Tree tree) {}
