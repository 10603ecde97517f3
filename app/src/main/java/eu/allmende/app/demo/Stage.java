package eu.allmende.app.demo;

import eu.allmende.app.commons.LocalHosting;
import eu.allmende.app.device.EngineOpener;
import eu.allmende.app.home.Home;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What the checks play on: a commons, its processes, two devices and their files.
public final class Stage implements AutoCloseable {
    /// What the demo's folder is called.
    static final String FOLDER = "demo";

    private static final long WEIGH_MILLIS = 500;

    private final Path dir;
    private final Consumer<String> narrator;
    private final EngineOpener engines;
    private final Members members;
    private final CommonsFile commons;
    private final Tap tap = new Tap();
    private final String phrase;
    private final DemoDevice first;
    private final DemoDevice second;
    private final ScheduledExecutorService scale =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("scale").factory());
    private volatile long mostMemoryBytes;
    private long contentBytes;
    private long wireBytes;

    private Stage(Path dir, String source, EngineOpener engines, Consumer<String> narrator)
            throws IOException, InterruptedException {
        this.dir = dir;
        this.narrator = narrator;
        this.engines = engines;
        say("Copying files ...");
        DemoFiles.copy(source, place("A").resolve("files"));
        say("Starting 4 validators and 8 nodes of 8 operators ...");
        members = Members.start(place("commons"));
        try {
            commons = CommonsFile.parse(Files.readString(members.commonsFile()));
            phrase = DemoDevice.create(place("A"), commons, "A");
            Pair.by(home("A"), home("B"), commons, "B");
            first = DemoDevice.open(place("A"), tap, engines);
            second = DemoDevice.open(place("B"), tap, engines);
            first.addFolder(FOLDER, Fence.preset("eu-sovereign"));
            second.linkFolder(FOLDER);
            var _ = scale.scheduleAtFixedRate(this::weigh, 0, WEIGH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException e) {
            members.close();
            throw e;
        }
    }

    /// Sets the stage: starts the commons, makes an account with two devices and a folder.
    ///
    /// @param dir an empty folder to work in
    /// @param source the folder whose files are copied; an empty string for the project's own
    /// @param narrator is told what happens
    public static Stage set(
            Path dir, String source, EngineOpener engines, Consumer<String> narrator)
            throws IOException, InterruptedException {
        return new Stage(dir, source, engines, narrator);
    }

    /// Tells what happens.
    void say(String line) {
        narrator.accept(line);
    }

    /// A folder to work in.
    Path place(String name) throws IOException {
        return Files.createDirectories(dir.resolve(name));
    }

    private Home home(String device) throws IOException {
        return new Home(place(device).resolve("home"));
    }

    /// The processes of the commons.
    Members members() {
        return members;
    }

    /// What devices join with.
    public CommonsFile commons() {
        return commons;
    }

    /// The validators' seats, with their keys: a validator that turns bad has its own.
    LocalCommons seats() throws IOException {
        return Founding.createLocal(members.dir(), Members.VALIDATORS);
    }

    /// Where the commons keeps all it has.
    public Path commonsDir() {
        return members.dir();
    }

    /// What devices A and B sent.
    public Tap tap() {
        return tap;
    }

    /// The account's 24 words.
    String phrase() {
        return phrase;
    }

    /// Device A.
    public DemoDevice first() {
        return first;
    }

    /// Device B.
    public DemoDevice second() {
        return second;
    }

    /// A further device, from the 24 words, in this process.
    DemoDevice recovered(String name) throws IOException {
        DemoDevice.recover(place(name), commons, phrase, name);
        return DemoDevice.open(place(name), tap, engines);
    }

    /// Who the node at a place is.
    NodeId nodeAt(int place) throws IOException {
        return LocalHosting.nodeAt(members.nodeDir(place));
    }

    /// Notes what the first upload has cost.
    void sent(long content, long wire) {
        contentBytes = content;
        wireBytes = wire;
    }

    /// Bytes on the wire for each byte of content; 0 if nothing was sent.
    double expansion() {
        return contentBytes == 0 ? 0 : (double) wireBytes / contentBytes;
    }

    /// Whether both devices have the same files, byte by byte.
    public boolean areEqual() throws IOException {
        return first.picture().differences(second.picture()).isEmpty();
    }

    private void weigh() {
        mostMemoryBytes = Math.max(mostMemoryBytes, Memory.residentBytes(members.processIds()));
    }

    /// The most memory that all processes together were seen to take, looked at twice a second; 0
    /// where the system does not tell.
    public long mostMemoryBytes() {
        return mostMemoryBytes;
    }

    @Override
    public void close() {
        scale.shutdownNow();
        first.close();
        second.close();
        members.close();
    }
}
