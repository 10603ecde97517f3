/// The demonstration holds, and fails where it must: a failure is planted for each of its checks.
@NullMarked
package eu.allmende.checks.demo;

import org.jspecify.annotations.NullMarked;
