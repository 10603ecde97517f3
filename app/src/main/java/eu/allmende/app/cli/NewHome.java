package eu.allmende.app.cli;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import java.io.IOException;
import java.util.Optional;

/// Work on a home that no other process may touch meanwhile.
final class NewHome {
    private NewHome() {}

    /// What is done with the home.
    interface Work<T> {
        T on(Home home) throws IOException;
    }

    static <T> T in(Console console, Work<T> work) throws IOException {
        Home home = console.home();
        Optional<HomeLock> lock = HomeLock.take(home);
        if (lock.isEmpty()) {
            throw new CommandException(
                    Ending.FAILED, "Another program works with " + home.dir() + " just now.");
        }
        try (HomeLock _ = lock.get()) {
            return work.on(home);
        }
    }
}
