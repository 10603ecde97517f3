package eu.allmende.app.cli;

import eu.allmende.app.control.ControlDesk;
import eu.allmende.app.control.ControlServer;
import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.app.desk.UnansweredException;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Puts a question to whoever works with the home: to the process that runs, or else, for the time
/// of the question, to this one.
final class DeskCommand {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final Console console;

    DeskCommand(Console console) {
        this.console = console;
    }

    /// Asks. While this process answers itself, it answers others too.
    <A extends Answer> A ask(Question question, Class<A> kind) throws IOException {
        return ask(question, kind, _ -> {});
    }

    /// The same, and lets somebody else ask there meanwhile.
    ///
    /// @param meanwhile gets the desk just before it is asked; must not block
    <A extends Answer> A ask(Question question, Class<A> kind, Consumer<Desk> meanwhile)
            throws IOException {
        return kind.cast(askOnce(question, meanwhile));
    }

    /// Who has the lock answers on the socket, but for the moments in which it starts or ends.
    private Answer askOnce(Question question, Consumer<Desk> meanwhile) throws IOException {
        Home home = existingHome();
        Instant end = Instant.now().plus(console.patience());
        while (true) {
            Optional<HomeLock> lock = HomeLock.take(home);
            if (lock.isPresent()) {
                return askHere(home, lock.get(), question, meanwhile);
            }
            try (Desk desk = new ControlDesk(home)) {
                meanwhile.accept(desk);
                return desk.ask(question);
            } catch (UnansweredException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private Answer askHere(Home home, HomeLock lock, Question question, Consumer<Desk> meanwhile)
            throws IOException {
        try (lock;
                Desk desk = console.doors().openDesk(home, Doors.Working.WHEN_ASKED);
                ControlServer _ = ControlServer.start(home, desk)) {
            meanwhile.accept(desk);
            return desk.ask(question);
        }
    }

    private Home existingHome() throws CommandException {
        Home home = console.home();
        if (!Files.isDirectory(home.dir())) {
            throw noDevice(home);
        }
        return home;
    }

    static CommandException noDevice(Home home) {
        return new CommandException(
                Ending.FAILED,
                "There is no device in "
                        + home.dir()
                        + ": begin with `allmende init`, `join` or `recover`.");
    }
}
