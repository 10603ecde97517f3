package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.TrashEmptying;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Empties a folder's trash now and then: before the first pass, and then at most once an hour.
final class Tidying {
    private static final Duration PAUSE = Duration.ofHours(1);

    private Instant next = Instant.MIN;

    /// Does it if it is time. A trash that cannot be emptied stops nothing.
    void whenDue(Disk disk) {
        Instant now = disk.clock().instant();
        if (now.isBefore(next) && now.isAfter(next.minus(PAUSE.multipliedBy(2)))) {
            return;
        }
        next = now.plus(PAUSE);
        try {
            new TrashEmptying(disk.root(), disk.clock()).run();
        } catch (IOException e) {
            System.getLogger(Tidying.class.getName())
                    .log(System.Logger.Level.DEBUG, "the trash could not be looked at", e);
        }
    }
}
