package eu.allmende.ui;

import static eu.allmende.ui.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.ui.DeskOpening.Opened;
import eu.allmende.ui.FolderRow.State;
import eu.allmende.ui.Halt.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeskConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final DeskConnection.Pace FAST =
            new DeskConnection.Pace(SHORT, LONG, SHORT, LONG);

    private final FakeDesk desk = new FakeDesk(Samples.day());
    private final Heard heard = new Heard();
    private Optional<DeskConnection> connection = Optional.empty();

    /// Writes down what the window would be told.
    private static final class Heard implements DeskConnection.Hearer {
        private final List<Optional<Reason>> halts = new CopyOnWriteArrayList<>();
        private final List<DeskSnapshot> shown = new CopyOnWriteArrayList<>();

        @Override
        public void showSoon(DeskSnapshot snapshot) {
            shown.add(snapshot);
        }

        @Override
        public void haltSoon(Optional<Halt> halt) {
            halts.add(halt.map(Halt::reason));
        }

        Optional<Reason> halt() {
            return halts.isEmpty() ? Optional.empty() : halts.getLast();
        }

        boolean sees(DeskSnapshot snapshot) {
            return !shown.isEmpty() && shown.getLast().equals(snapshot);
        }
    }

    @AfterEach
    void close() {
        connection.ifPresent(DeskConnection::close);
    }

    @Test
    void whatCannotBeOpenedIsSaidAndTriedAgainUntilItOpens() {
        List<Opened> outcomes =
                List.of(
                        new Opened.Unreachable(),
                        new Opened.Busy(),
                        new Opened.Failed("No."),
                        new Opened.Ready(desk));
        List<Opened> tried = new CopyOnWriteArrayList<>();
        connect(
                FAST,
                () -> {
                    tried.add(outcomes.get(tried.size()));
                    return tried.getLast();
                });

        await().until(() -> heard.sees(Samples.day()) && heard.halt().isEmpty());
        assertThat(heard.halts)
                .startsWith(
                        Optional.of(Reason.OPENING),
                        Optional.of(Reason.UNREACHABLE),
                        Optional.of(Reason.BUSY),
                        Optional.of(Reason.FAILED),
                        Optional.empty());
    }

    @Test
    void aComputerThatGetsAnAccountGoesOnByItself() {
        AtomicBoolean account = new AtomicBoolean();
        connect(FAST, () -> account.get() ? new Opened.Ready(desk) : new Opened.NoAccount());
        await().until(() -> heard.sees(Samples.noAccount()) && heard.halt().isEmpty());

        account.set(true);
        await().until(() -> heard.sees(Samples.day()));
    }

    @Test
    void anOpeningThatBreaksIsSaid() {
        connect(
                FAST,
                () -> {
                    throw new IllegalStateException("planted");
                });

        await().until(() -> heard.halt().equals(Optional.of(Reason.FAILED)));
    }

    @Test
    void aPersonNeedNotWaitForTheNextTry() {
        CompletableFuture<Opened> second = new CompletableFuture<>();
        List<Opened> first = new CopyOnWriteArrayList<>(List.of(new Opened.Unreachable()));
        connect(
                new DeskConnection.Pace(SHORT, LONG, LONG, LONG),
                () -> first.isEmpty() ? second.join() : first.removeFirst());
        await().until(() -> heard.halt().equals(Optional.of(Reason.UNREACHABLE)));

        opened().tryAgain();
        await().until(() -> heard.halt().equals(Optional.of(Reason.OPENING)));
        second.complete(new Opened.Ready(desk));
        await().until(() -> heard.sees(Samples.day()));
    }

    @Test
    void aDeskThatFailsIsSaidAndSoIsThatItGoesOn() {
        connect(FAST, () -> new Opened.Ready(desk));
        await().until(() -> heard.sees(Samples.day()));

        desk.answer(() -> {
            throw new IllegalStateException("planted");
        });
        await().until(() -> heard.halt().equals(Optional.of(Reason.SILENT)));
        desk.answer(Samples::noAccount);
        await().until(() -> heard.halt().isEmpty() && heard.sees(Samples.noAccount()));
    }

    @Test
    void aDeskThatGivesNoAnswerIsSaidToBeSilent() {
        CountDownLatch hangs = new CountDownLatch(1);
        desk.answer(() -> {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Samples.day();
        });
        connect(new DeskConnection.Pace(SHORT, SHORT, SHORT, LONG), () -> new Opened.Ready(desk));

        await().until(() -> heard.halt().equals(Optional.of(Reason.SILENT)));
        hangs.countDown();
        await().until(() -> heard.halt().isEmpty() && heard.sees(Samples.day()));
    }

    @Test
    void whatTheDeskNeverToldIsSeenByAsking() {
        connect(FAST, () -> new Opened.Ready(desk));
        await().until(() -> heard.sees(Samples.day()));

        desk.answer(Samples::hardDay);
        await().until(() -> heard.sees(Samples.hardDay()));
    }

    @Test
    void anAnswerOlderThanTheNewsIsNotShown() {
        DeskSnapshot news = Samples.with(Samples.folder("notes", State.UP_TO_DATE));
        CompletableFuture<DeskSnapshot> slow = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        desk.answer(() -> {
            asked.countDown();
            return slow.join();
        });
        connect(new DeskConnection.Pace(LONG, LONG, LONG, LONG), () -> new Opened.Ready(desk));
        await().until(() -> asked.getCount() == 0);

        desk.show(news);
        slow.complete(Samples.day());
        await().until(() -> heard.halts.contains(Optional.<Reason>empty()));
        assertThat(heard.shown).containsExactly(news);
    }

    @Test
    void beforeTheDeskIsOpenNoFolderIsAdded() {
        connect(FAST, Opened.Unreachable::new);

        assertThat(opened().addFolder(new FolderWish("a", "/a", "eu")))
                .isEqualTo(new AddOutcome.Unreachable());
    }

    @Test
    void closingEndsHearingAndClosesTheDesk() {
        connect(FAST, () -> new Opened.Ready(desk));
        await().until(desk::isHeard);

        opened().close();

        assertThat(desk.isHeard()).isFalse();
        assertThat(desk.isClosed()).isTrue();
    }

    private void connect(DeskConnection.Pace pace, DeskOpening opening) {
        DeskConnection made = new DeskConnection(opening, pace);
        connection = Optional.of(made);
        made.begin(heard);
    }

    private DeskConnection opened() {
        return connection.orElseThrow();
    }
}
