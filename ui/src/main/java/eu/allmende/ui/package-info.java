@NullMarked
package eu.allmende.ui;

import org.jspecify.annotations.NullMarked;
