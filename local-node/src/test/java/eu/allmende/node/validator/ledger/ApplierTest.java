package eu.allmende.node.validator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.LedgerRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.ratis.server.protocol.TermIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplierTest {
    private static final CommonsId COMMONS = new CommonsId(Hash.sha256(new byte[] {1}));

    @TempDir Path dir;
    private final CountDownLatch broke = new CountDownLatch(1);

    @Test
    void whatRatisBringsAgainIsNotAppliedAgain() throws Exception {
        List<Step> steps = steps(30);
        long size;
        try (Database database = open()) {
            LedgerWriter writer = writer(database);
            size = applyAll(database, writer, steps);
        }
        try (Database database = open()) {
            LedgerWriter writer = writer(database);

            assertThat(applyAll(database, writer, steps(30))).isEqualTo(size).isPositive();
            assertThat(writer.applied()).isEqualTo(TermIndex.valueOf(1, 29));
        }
    }

    @Test
    void notesOfRatisMoveOnlyTheIndex() throws Exception {
        try (Database database = open()) {
            LedgerWriter writer = writer(database);
            applyAll(database, writer, List.of(Step.note(TermIndex.valueOf(2, 40))));

            assertThat(writer.applied()).isEqualTo(TermIndex.valueOf(2, 40));
            assertThat(writer.size()).isZero();
        }
    }

    private final Logger log = Logger.getLogger(Applier.class.getName());

    @BeforeEach
    void beQuiet() {
        log.setLevel(Level.OFF);
    }

    @Test
    void aBrokenDiskStopsItForGoodAndSaysSo() throws Exception {
        try (Database database = open()) {
            LedgerWriter writer = writer(database);
            database.run(List.of("DROP TABLE applied"));
            try (Applier applier = applier(database, writer)) {
                Step step = steps(1).getFirst();
                applier.take(step);

                assertThat(step.done()).failsWithin(Duration.ofMinutes(2));
                assertThat(broke.await(2, TimeUnit.MINUTES)).isTrue();
                assertThat(applier.isBroken()).isTrue();
                Step later = Step.note(TermIndex.valueOf(1, 1));
                applier.take(later);
                assertThat(later.done()).failsWithin(Duration.ofMinutes(2));
            }
        }
    }

    private long applyAll(Database database, LedgerWriter writer, List<Step> steps)
            throws Exception {
        try (Applier applier = applier(database, writer)) {
            for (Step step : steps) {
                applier.take(step);
            }
            steps.getLast().done().get(2, TimeUnit.MINUTES);
        }
        return writer.size();
    }

    private Applier applier(Database database, LedgerWriter writer) {
        Applier applier =
                new Applier(
                        database,
                        writer,
                        new News(0),
                        new Applier.Listeners(_ -> {}, broke::countDown));
        applier.start();
        return applier;
    }

    private static List<Step> steps(int count) {
        RandomEntries entries = new RandomEntries(1, COMMONS);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Batch batch = new Batch(i, List.of(entries.next().encode(), entries.next().encode()));
            steps.add(Step.of(TermIndex.valueOf(1, i), batch));
        }
        return steps;
    }

    private static LedgerWriter writer(Database database) {
        return new LedgerWriter(database, new LedgerRules(COMMONS), 0);
    }

    private Database open() throws IOException {
        return Database.open(dir.resolve("ledger.db"), Database.Safety.MAY_FALL_BACK);
    }
}
