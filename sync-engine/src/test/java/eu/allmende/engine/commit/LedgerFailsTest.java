package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Two devices exchange files while the ledger refuses, loses answers or is away.
class LedgerFailsTest extends TwoDesks {
    @Test
    void itsOwnCommitIsKnownAgainAfterTheAnswerWasLost() throws Exception {
        Change change = file(1, content(500_000));
        commons.validator.loseAnswersToSubmissions(1);
        assertThatThrownBy(() -> a.publish(0, change)).isInstanceOf(IOException.class);
        long sent = a.crossed.get();

        assertThat(a.publish(0, change)).isEqualTo(new Publication.Committed(1));

        assertThat(a.crossed.get()).isEqualTo(sent);
        assertEverythingArrives();
    }

    @Test
    void packsThatTheLedgerRefusesTakeTheirCommitWithThemAndAreSentAnew() throws Exception {
        FakeNode leaving = commons.node("FR");
        AtomicBoolean left = new AtomicBoolean();
        leaving.onTaking =
                () -> {
                    if (left.compareAndSet(false, true)) {
                        commons.validator.order(leaving.leaving(), leaving.key());
                    }
                };
        Change change = file(1, content(500_000));

        assertThat(a.publish(0, change))
                .isInstanceOfSatisfying(
                        Publication.Waiting.class,
                        waiting -> assertThat(waiting.reason()).contains("refused the packs"));
        assertThat(a.folder.head()).isZero();

        assertThat(a.publish(0, change)).isEqualTo(new Publication.Committed(1));
        assertThat(placements()).hasSize(1);
        assertThat(placements().getLast().holders()).doesNotContain(commons.number("FR"));
        assertEverythingArrives();
    }

    @Test
    void anotherPublicationOnTheOldSequenceIsNotTakenForIt() throws Exception {
        Change change = file(1, content(500));
        commons.validator.loseAnswersToSubmissions(1);
        assertThatThrownBy(() -> a.publish(0, change)).isInstanceOf(IOException.class);

        assertThat(a.publish(0, file(2, content(500)))).isEqualTo(new Publication.Overtaken());
    }

    @Test
    void whatWasSentInVainIsNotSentAgainEvenByTheNextRunOfTheProgram() throws Exception {
        Change steady = file(1, content(3_000_000));
        Change racing = file(2, content(1000));
        Files.write(dir.resolve("a/file 2"), content(1000));
        assertThat(a.publish(0, steady, racing)).isInstanceOf(Publication.Unstable.class);
        int puts = puts();
        a.close();

        a = new Desk(commons, account.device(), handle, dir.resolve("a"));
        Change again = a.file(1, written.get(steady.entry()));
        written.remove(racing.entry());
        assertThat(a.publish(0, again)).isEqualTo(new Publication.Committed(1));

        assertThat(puts()).isEqualTo(puts);
        assertEverythingArrives();
    }

    @Test
    void filesAreReadWithAllValidatorsDownEvenByTheNextRunOfTheProgram() throws Exception {
        Change change = file(1, content(2_000_000));
        a.publish(0, change);
        Content.File file = (Content.File) change.after().orElseThrow().content();
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            b.fetch(List.of());
        }
        try (Desk b = second()) {
            commons.validator.die();
            b.fetch(List.of(new eu.allmende.engine.remote.Wanted(change.entry(), file)));
            assertArrived(b);
        }
    }

    @Test
    void aDamagedDatabaseIsPutAsideAndRebuilt() throws Exception {
        a.publish(0, file(1, content(2_000_000)));
        Files.createDirectories(dir.resolve("b"));
        Files.writeString(dir.resolve("b/flow.db"), "this is no database ".repeat(1000));

        assertEverythingArrives();

        assertThat(dir.resolve("b/flow.db.damaged")).exists();
    }
}
