package eu.allmende.app.cli;

import eu.allmende.app.control.FixedDesk;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.Home;
import eu.allmende.protocol.ledger.CommonsFile;
import java.util.List;

/// Doors behind which nothing moves.
final class FixedDoors implements Doors, Doors.Membership {
    String state = "up-to-date";

    @Override
    public Desk openDesk(Home home, Working working) {
        return new FixedDesk(state);
    }

    @Override
    public Membership membership(Home home) {
        return this;
    }

    @Override
    public Hosting hosting() {
        throw new IllegalStateException("no test starts anything");
    }

    @Override
    public void openWindow(Home home) {}

    @Override
    public boolean demonstrate(DemoWishes wishes, Terminal terminal) {
        terminal.out().println("demo of " + wishes.folder());
        return !wishes.keep();
    }

    @Override
    public NewAccount create(CommonsFile commons, String device) {
        return new NewAccount("a", device, "twenty four words");
    }

    @Override
    public NewDevice recover(CommonsFile commons, String phrase, String device)
            throws CommandException {
        throw new CommandException(Ending.FAILED, "These are not 24 words.");
    }

    @Override
    public void invite(Inviter inviter) throws java.io.IOException {
        inviter.code("CODE");
        if (!inviter.confirms(List.of("one", "two", "three", "four"))) {
            throw new CommandException(Ending.FAILED, "The words did not agree.");
        }
    }

    @Override
    public NewDevice join(CommonsFile commons, String code, Joiner joiner) {
        return new NewDevice("a", joiner.device());
    }
}
