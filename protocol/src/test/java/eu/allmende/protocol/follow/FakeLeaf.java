package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.wire.Bytes;

/// An entry at its place in the fake log.
record FakeLeaf(long index, long timeMillis, SignedEntry signed) {
    Bytes bytes() {
        return LedgerLeaf.encode(timeMillis, signed);
    }

    Hash hash() {
        return LedgerLeaf.hash(bytes());
    }

    boolean namesSnapshot() {
        return signed.entry() instanceof Entry.Commit commit && commit.snapshot().isPresent();
    }

    boolean isAbout(Subject subject) {
        return Subject.of(signed.entry()).contains(subject);
    }
}
