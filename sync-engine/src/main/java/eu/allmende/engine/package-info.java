@NullMarked
package eu.allmende.engine;

import org.jspecify.annotations.NullMarked;
