@NullMarked
package eu.allmende.checks;

import org.jspecify.annotations.NullMarked;
