package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.TrashEmptying;
import eu.allmende.engine.remote.Upkeep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Empties a folder's trash now and then: before the first pass, and then at most once an hour.
final class Tidying {
    private static final Duration PAUSE = Duration.ofHours(1);

    private Instant next = Instant.MIN;

    /// Does it if it is time. A trash that cannot be emptied stops nothing. A clock of this
    /// computer that is ahead takes nothing from it: what the ledger has not proven to be past has
    /// not come yet.
    void whenDue(Disk disk, Upkeep upkeep) {
        Instant now = disk.clock().instant();
        if (now.isBefore(next) && now.isAfter(next.minus(PAUSE.multipliedBy(2)))) {
            return;
        }
        next = now.plus(PAUSE);
        try {
            Instant proven = upkeep.provenTime().orElse(now);
            Instant past = proven.isBefore(now) ? proven : now;
            new TrashEmptying(disk.root(), () -> past).run();
        } catch (IOException e) {
            System.getLogger(Tidying.class.getName())
                    .log(System.Logger.Level.DEBUG, "the trash could not be looked at", e);
        }
    }
}
