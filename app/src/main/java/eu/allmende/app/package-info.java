@NullMarked
package eu.allmende.app;

import org.jspecify.annotations.NullMarked;
