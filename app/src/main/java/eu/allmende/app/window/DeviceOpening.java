package eu.allmende.app.window;

import eu.allmende.app.control.ControlServer;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Explained;
import eu.allmende.app.device.CommonsOfDevice;
import eu.allmende.app.device.EngineDesk;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import eu.allmende.engine.Engine;
import eu.allmende.ui.DeskOpening;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/// Opens the desk of the device in a home: its lock, its commons, its engine, its control socket.
public final class DeviceOpening implements DeskOpening {
    private static final Logger LOG = System.getLogger(DeviceOpening.class.getName());

    /// A short command may have the lock for a moment.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Home home;

    public DeviceOpening(Home home) {
        this.home = home;
    }

    @Override
    public Opened open() {
        if (!CommonsOfDevice.isIn(home)) {
            return new Opened.NoAccount();
        }
        try {
            Optional<HomeLock> lock = HomeLock.take(home, PATIENCE);
            return lock.isPresent() ? opened(lock.get()) : new Opened.Busy();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the device of this home could not be opened", e);
            return failure(e);
        }
    }

    private Opened opened(HomeLock lock) throws IOException {
        Belongings belongings = new Belongings();
        try {
            belongings.add(lock);
            CommonsOfDevice commons = belongings.add(CommonsOfDevice.open(home));
            FenceWatch fences = new FenceWatch(commons);
            Engine engine = belongings.add(Engine.open(home.dir(), fences));
            belongings.add(ControlServer.start(home, new EngineDesk(commons, engine)));
            engine.start();
            return new Opened.Ready(new EngineWindow(engine, fences, belongings));
        } catch (IOException | RuntimeException e) {
            belongings.close();
            throw e;
        }
    }

    private static Opened failure(IOException failure) {
        Explained explained = Explained.of(failure);
        if (explained.ending() == Ending.NOT_RUNNING) {
            return new Opened.Unreachable();
        }
        return new Opened.Failed(explained.sentence());
    }
}
