package eu.allmende.app.demo;

import eu.allmende.app.device.AccountMembership;
import eu.allmende.app.device.CommonsOfDevice;
import eu.allmende.app.device.EngineOpener;
import eu.allmende.app.home.Home;
import eu.allmende.engine.Engine;
import eu.allmende.engine.SyncSummary;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A device of the demo's account that works in this process, watched by the tap.
public final class DemoDevice implements AutoCloseable {
    private static final Duration MOST_SYNC = Duration.ofMinutes(30);

    private final Path files;
    private final CommonsOfDevice commons;
    private final Engine engine;

    private DemoDevice(Path files, CommonsOfDevice commons, Engine engine) {
        this.files = files;
        this.commons = commons;
        this.engine = engine;
    }

    /// Opens the device that lives in a folder: its home in `home`, its files in `files`.
    static DemoDevice open(Path dir, Tap tap, EngineOpener engines) throws IOException {
        Home home = new Home(dir.resolve("home"));
        CommonsOfDevice commons = CommonsOfDevice.open(home, tap::on);
        try {
            return new DemoDevice(dir.resolve("files"), commons, engines.open(home.dir(), commons));
        } catch (IOException | RuntimeException e) {
            commons.close();
            throw e;
        }
    }

    /// Makes a new account with a first device that lives in a folder.
    ///
    /// @return the 24 words
    static String create(Path dir, CommonsFile commons, String name) throws IOException {
        Home home = new Home(dir.resolve("home"));
        home.make();
        return new AccountMembership(home).create(commons, name).phrase();
    }

    /// Makes a device that lives in a folder out of the 24 words.
    static void recover(Path dir, CommonsFile commons, String phrase, String name)
            throws IOException {
        Home home = new Home(dir.resolve("home"));
        home.make();
        new AccountMembership(home).recover(commons, phrase, name);
    }

    void addFolder(String name, Fence fence) throws IOException {
        engine.addFolder(name, files, fence);
    }

    void linkFolder(String name) throws IOException {
        Files.createDirectories(files);
        engine.linkFolder(name, files);
    }

    /// Syncs until nothing is left to do.
    public SyncSummary sync() throws IOException, InterruptedException {
        return engine.syncOnce(MOST_SYNC);
    }

    /// What lies in its files now.
    TreePicture picture() throws IOException {
        return TreePicture.of(files);
    }

    /// Its files.
    public Path files() {
        return files;
    }

    /// Its engine.
    public Engine engine() {
        return engine;
    }

    /// Its way to the commons.
    public CommonsOfDevice commons() {
        return commons;
    }

    @Override
    public void close() {
        engine.close();
        commons.close();
    }
}
