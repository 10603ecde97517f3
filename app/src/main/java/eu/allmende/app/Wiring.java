package eu.allmende.app;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.commons.LocalHosting;
import eu.allmende.app.control.ControlServer;
import eu.allmende.app.demo.WholeDemo;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.device.AccountMembership;
import eu.allmende.app.device.CommonsOfDevice;
import eu.allmende.app.device.EngineDesk;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import eu.allmende.app.window.EngineWindow;
import eu.allmende.app.window.NoAccountWindow;
import eu.allmende.engine.Engine;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.engine.run.LocalEngine;
import eu.allmende.ui.DesktopProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Puts the rooms together: the one place that knows how each is made.
final class Wiring implements Doors {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Desk openDesk(Home home, Working working) throws IOException {
        CommonsOfDevice commons = CommonsOfDevice.open(home);
        try {
            Engine engine = engine(home.dir(), commons);
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
            if (CommonsOfDevice.isIn(home)) {
                openWindowOfDevice(home);
            } else {
                DesktopProgram.open(new NoAccountWindow());
            }
        } catch (UnsupportedOperationException e) {
            throw new CommandException(
                    Ending.FAILED,
                    "There is no screen for the window: see `allmende --help` for the commands.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void openWindowOfDevice(Home home) throws IOException, InterruptedException {
        Optional<HomeLock> lock = HomeLock.take(home, PATIENCE);
        if (lock.isEmpty()) {
            throw new CommandException(
                    Ending.FAILED, "Another program works with " + home.dir() + " already.");
        }
        try (HomeLock _ = lock.get();
                CommonsOfDevice commons = CommonsOfDevice.open(home);
                Engine engine = engine(home.dir(), commons);
                ControlServer _ = ControlServer.start(home, new EngineDesk(commons, engine))) {
            engine.start();
            DesktopProgram.open(new EngineWindow(engine));
        }
    }

    @Override
    public boolean demonstrate(DemoWishes wishes, Terminal terminal) throws IOException {
        return new WholeDemo(Wiring::engine, terminal).run(wishes);
    }

    private static Engine engine(Path home, RemoteCommons commons) throws IOException {
        return LocalEngine.open(home, commons);
    }
}
