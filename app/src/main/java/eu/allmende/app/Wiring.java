package eu.allmende.app;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.commons.LocalHosting;
import eu.allmende.app.demo.WholeDemo;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.device.AccountMembership;
import eu.allmende.app.device.CommonsOfDevice;
import eu.allmende.app.device.EngineDesk;
import eu.allmende.app.home.Home;
import eu.allmende.app.window.DeviceOpening;
import eu.allmende.engine.Engine;
import eu.allmende.ui.DesktopProgram;
import java.io.IOException;

/// Puts the rooms together: the one place that knows how each is made.
final class Wiring implements Doors {
    @Override
    public Desk openDesk(Home home, Working working) throws IOException {
        CommonsOfDevice commons = CommonsOfDevice.open(home);
        try {
            Engine engine = Engine.open(home.dir(), commons);
            if (working == Working.ALWAYS) {
                engine.start();
            }
            return new EngineDesk(commons, engine);
        } catch (IOException | RuntimeException e) {
            commons.close();
            throw e;
        }
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
        try {
            DesktopProgram.open(new DeviceOpening(home));
        } catch (UnsupportedOperationException e) {
            throw new CommandException(
                    Ending.FAILED,
                    "There is no screen for the window: see `allmende --help` for the commands.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean demonstrate(DemoWishes wishes, Terminal terminal) throws IOException {
        return new WholeDemo(Engine::open, terminal).run(wishes);
    }
}
