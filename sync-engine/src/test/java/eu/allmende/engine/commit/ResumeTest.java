package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.commit.FakeNode.Mood;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.ledger.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What was done before the program was killed is not done again.
class ResumeTest extends TwoDesks {
    private static final int BIG = 50_000_000;

    @Test
    void anUploadThatWasCutOffSendsOnlyWhatIsNotThere() throws Exception {
        Change big = file(1, content(BIG));
        AtomicInteger taken = new AtomicInteger();
        commons.europeans().forEach(node -> node.onTaking = () -> dieAfter(taken, 14));
        assertThat(a.publish(0, big)).isInstanceOf(Publication.Waiting.class);
        long first = a.crossed.get();
        revive();

        again();
        assertThat(a.publish(0, big)).isEqualTo(new Publication.Committed(1));

        assertThat(first).isGreaterThan(BIG / 2);
        assertThat(first + a.crossed.get()).isLessThan((long) (2.6 * BIG) + 16_000_000L * 7 / 3);
        assertThat(a.crossed.get()).isLessThan(2L * BIG);
        assertEverythingArrives();
    }

    @Test
    void aDownloadThatWasCutOffFetchesOnlyWhatIsNotThere() throws Exception {
        Change big = file(1, content(BIG));
        a.publish(0, big);
        Wanted wanted = new Wanted(big.entry(), (Content.File) big.after().orElseThrow().content());
        byte[] left = Arrays.copyOf(Objects.requireNonNull(written.get(big.entry())), 40_000_000);

        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            b.leftBehind.put(big.entry(), left);
            b.fetch(List.of(wanted));

            assertArrived(b);
            // the rest, as much of its first pack as was there, and one piece too many for each
            // pack
            assertThat(b.crossed.get()).isLessThan(BIG - left.length + 17_000_000 + 2 * 6_000_000);
        }
    }

    @Test
    void whatIsLeftOfAnotherFileIsNotGoneOnWith() throws Exception {
        Change big = file(1, content(BIG));
        a.publish(0, big);
        Wanted wanted = new Wanted(big.entry(), (Content.File) big.after().orElseThrow().content());
        byte[] left = Objects.requireNonNull(written.get(big.entry())).clone();
        left[20_000_000] ^= 1;

        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            b.leftBehind.put(big.entry(), left);
            b.fetch(List.of(wanted));

            assertArrived(b);
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsKnownAgainByTheNextRunOfTheProgram() throws Exception {
        Change change = file(1, content(100_000));
        commons.validator.loseAnswersToSubmissions(1);
        assertThatThrownBy(() -> a.publish(0, change)).isInstanceOf(IOException.class);
        int puts = puts();

        again();
        assertThat(a.publish(0, change)).isEqualTo(new Publication.Committed(1));

        assertThat(puts()).isEqualTo(puts);
        assertThat(a.folder.commitsAfter(0)).hasSize(1);
        assertEverythingArrives();
    }

    @Test
    void packsThatNoCommitClaimedForAWeekAreVoidAndTheirFilesAreSentAnew() throws Exception {
        try (Desk b = second()) {
            b.publish(0, b.file(7, content(1_000)));
        }
        a.folder.head();
        Change change = file(1, content(100_000));
        orderedButNotClaimed(change);
        commons.validator.passes(Duration.ofDays(7));
        int puts = puts();

        assertThat(a.publish(1, change)).isInstanceOf(Publication.Waiting.class);
        assertThat(puts()).isEqualTo(puts);
        assertThat(a.publish(1, change)).isEqualTo(new Publication.Committed(2));

        assertThat(puts()).isGreaterThan(puts);
    }

    /// The packs are told to the ledger, and then their commit is refused.
    private void orderedButNotClaimed(Change change) throws IOException {
        long packs = ordered();
        commons.validator.refuseCommits(1);
        assertThat(a.publish(1, change)).isNotInstanceOf(Publication.Committed.class);
        assertThat(ordered()).isGreaterThan(packs);
    }

    private long ordered() {
        return commons.validator.entries().stream().filter(Entry.Packs.class::isInstance).count();
    }

    private void again() throws Exception {
        a.close();
        a = new Desk(commons, account.device(), handle, dir.resolve("a"));
        a.knows(1, dir.resolve("a/file 1"));
    }

    private void dieAfter(AtomicInteger counted, int most) {
        if (counted.incrementAndGet() >= most) {
            commons.europeans().forEach(node -> node.mood = Mood.DEAD);
        }
    }

    private void revive() {
        commons.europeans()
                .forEach(node -> {
                    node.mood = Mood.WELL;
                    node.onTaking = () -> {};
                });
    }
}
