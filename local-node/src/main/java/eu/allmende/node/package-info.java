@NullMarked
package eu.allmende.node;

import org.jspecify.annotations.NullMarked;
