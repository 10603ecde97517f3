/// What this validator vouches for, and how the others' words are gathered.
///
/// | word        | meaning                                                              |
/// |-------------|----------------------------------------------------------------------|
/// | memory      | the largest head ever cosigned; on the disk before the signature is made |
/// | cosigner    | signs a checkpoint if this validator's own log says the same          |
/// | gathering   | asking all validators for one size until a quorum has signed          |
///
/// A validator that has once signed a size and root never signs a log that contradicts it, whatever
/// became of its files since. Nothing here orders or changes entries.
@NullMarked
package eu.allmende.node.validator.cosign;

import org.jspecify.annotations.NullMarked;
