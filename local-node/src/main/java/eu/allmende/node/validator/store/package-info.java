/// SQLite, as the validator's rooms use it: one **database** per file, one writer, short
/// transactions, statements prepared once.
///
/// | word     | meaning                                                                   |
/// |----------|---------------------------------------------------------------------------|
/// | database | one connection to a file; used by one thread at a time                     |
/// | row      | one line of an answer, read column by column from 1                        |
/// | safety   | what a power cut may take back: the last transactions, or nothing          |
///
/// A failing disk is an `UncheckedIOException`: whoever meets it cannot go on.
@NullMarked
package eu.allmende.node.validator.store;

import org.jspecify.annotations.NullMarked;
