package eu.allmende.app;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.commons.LocalHosting;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.device.AccountMembership;
import eu.allmende.app.home.Home;
import java.io.IOException;

/// Puts the rooms together: the one place that knows how each is made.
final class Wiring implements Doors {
    @Override
    public Desk openDesk(Home home, Working working) throws IOException {
        throw notBuiltYet("A device");
    }

    @Override
    public Membership membership(Home home) {
        return new AccountMembership(home);
    }

    @Override
    public Hosting hosting() {
        return new LocalHosting();
    }

    @Override
    public void openWindow(Home home) throws IOException {
        throw notBuiltYet("The window");
    }

    @Override
    public boolean demonstrate(DemoWishes wishes, Terminal terminal) throws IOException {
        throw notBuiltYet("The demonstration");
    }

    private static CommandException notBuiltYet(String what) {
        return new CommandException(Ending.WRONG_USAGE, what + " is not built yet.");
    }
}
