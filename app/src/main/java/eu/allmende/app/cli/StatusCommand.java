package eu.allmende.app.cli;

import eu.allmende.app.control.ControlDesk;
import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.app.desk.UnansweredException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `status`: how each folder stands.
@Command(
        mixinStandardHelpOptions = true,
        description = "How each folder stands: what is pending, errors, conflicts.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Console console;

    @Option(
            names = "--wait-idle",
            paramLabel = "SECONDS",
            description =
                    "Waits until a running program has nothing left to do: 0 when all is up to"
                            + " date, 3 when a folder needs attention, 1 when time ran out.")
    private long waitSeconds = -1;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (waitSeconds < 0) {
            show(new DeskCommand(console).ask(new Question.HowItStands(0), Answer.Status.class));
            return Ending.DONE.exitCode();
        }
        Answer.Status status = await();
        show(status);
        return ending(status).exitCode();
    }

    /// The program that is waited for may be starting just now, so this one must not take its
    /// place.
    private Answer.Status await() throws IOException {
        Instant end = Instant.now().plusSeconds(waitSeconds);
        try (Desk desk = new ControlDesk(console.home())) {
            while (true) {
                long left = Math.max(0, Duration.between(Instant.now(), end).toSeconds());
                Optional<Answer> answer = ask(desk, new Question.HowItStands(left), end);
                if (answer.isPresent()) {
                    return (Answer.Status) answer.get();
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private static Optional<Answer> ask(Desk desk, Question question, Instant end)
            throws IOException {
        try {
            return Optional.of(desk.ask(question));
        } catch (UnansweredException e) {
            if (Instant.now().isAfter(end)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Ending ending(Answer.Status status) {
        if (status.needsAttention()) {
            return Ending.NEEDS_ATTENTION;
        }
        return status.isUpToDate() ? Ending.DONE : Ending.FAILED;
    }

    private void show(Answer.Status status) throws IOException {
        console.show(status, Texts.of(status));
    }
}
