/// The command line against a real commons, as scripts use it.
@NullMarked
package eu.allmende.checks.commandline;

import org.jspecify.annotations.NullMarked;
