package eu.allmende.node.validator;

import eu.allmende.node.validator.cosign.LogWitness;
import eu.allmende.node.validator.ledger.Ledger;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.time.Duration;

/// This validator's ledger, as the cosigner asks it.
record OwnLog(Ledger ledger) implements LogWitness {
    @Override
    public long size() {
        return ledger.news().size();
    }

    @Override
    public Hash root(long size) throws IOException {
        return ledger.reader().root(size);
    }

    @Override
    public long timeMillis() throws IOException {
        return ledger.reader().timeMillis();
    }

    @Override
    public boolean awaitSize(long size, Duration most) throws InterruptedException {
        return ledger.news().awaitSize(size, most);
    }
}
