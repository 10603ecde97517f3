package eu.allmende.app.cli;

import java.io.BufferedReader;
import java.io.PrintStream;

/// Where a command reads and prints.
///
/// @param out for results
/// @param err for messages
/// @param in for what a person or a script types
public record Terminal(PrintStream out, PrintStream err, BufferedReader in) {}
