package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trash, when this computer's clock and the ledger's time differ.
class TidyingTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir Path dir;
    private Instant now = NOON;
    private Optional<Instant> proven = Optional.of(NOON);
    private Path discarded;
    private Disk disk;

    @BeforeEach
    void discardOne() throws IOException {
        FolderRoot root = new FolderRoot(dir);
        root.mark(new FolderId(1, 2));
        disk = new Disk(root, Renames.ofThisSystem(), Durability.none(), () -> now);
        Path day = Files.createDirectories(root.trash().resolve("2026-03-03"));
        discarded = Files.writeString(day.resolve("120000-1 a"), "x");
    }

    private void tidy() {
        new Tidying().whenDue(disk, new Ledger());
    }

    /// A ledger that proves a time, and nothing else.
    private final class Ledger implements Upkeep {
        @Override
        public Optional<RemoteSnapshot> snapshotAfter(long sequence) {
            return Optional.empty();
        }

        @Override
        public Optional<Chore> due(long sequence, Tree tree) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> provenTime() {
            return proven;
        }
    }

    @Test
    void aClockThatIsYearsAheadTakesNothingFromTheTrash() {
        now = NOON.plus(Duration.ofDays(4000));
        proven = Optional.of(NOON.plus(Duration.ofDays(29)));

        tidy();

        assertThat(discarded).exists();
    }

    @Test
    void aLedgerThatIsAheadTakesNothingEither() {
        now = NOON.plus(Duration.ofDays(29));
        proven = Optional.of(NOON.plus(Duration.ofDays(4000)));

        tidy();

        assertThat(discarded).exists();
    }

    @Test
    void whatBothSayIsOldGoes() {
        now = NOON.plus(Duration.ofDays(31));
        proven = Optional.of(NOON.plus(Duration.ofDays(31)));

        tidy();

        assertThat(discarded).doesNotExist();
    }

    @Test
    void withoutALedgerTheClockIsAllThereIs() {
        now = NOON.plus(Duration.ofDays(31));
        proven = Optional.empty();

        tidy();

        assertThat(discarded).doesNotExist();
    }
}
