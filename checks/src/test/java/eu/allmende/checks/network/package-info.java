/// Tests over a whole commons on loopback: real validators, nodes, sockets, TLS and disks.
@NullMarked
package eu.allmende.checks.network;

import org.jspecify.annotations.NullMarked;
