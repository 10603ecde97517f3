/// Packs go out as pieces and come back from any k of them.
///
/// | word   | meaning                                                             | limit         |
/// |--------|---------------------------------------------------------------------|---------------|
/// | spread | make n pieces of a pack and have each kept by its holder            | 32 at once    |
/// | gather | fetch k pieces and make the pack of them                            | hedged        |
/// | reach  | which nodes answer now                                              |               |
///
/// Every piece is checked against a manifest whose root is the pack's; what does not fit is fetched
/// elsewhere and noticed, never used. Every receipt is checked before it counts.
@NullMarked
package eu.allmende.engine.transfer;

import org.jspecify.annotations.NullMarked;
