/// Where a node or validator keeps its key: a file that only its owner may read.
@NullMarked
package eu.allmende.node.keys;

import org.jspecify.annotations.NullMarked;
