package eu.allmende.engine.run;

import eu.allmende.protocol.id.EntryId;
import java.security.SecureRandom;

/// Random ids for new entries.
final class EntryIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private EntryIds() {}

    static EntryId fresh() {
        return new EntryId(RANDOM.nextLong(), RANDOM.nextLong());
    }
}
