package eu.allmende.engine.run;

import eu.allmende.engine.CheckReport;
import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.NodeSnapshot;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The engine of this computer: a loop for each folder of a home.
public final class LocalEngine implements Engine {
    private static final Logger LOG = System.getLogger(LocalEngine.class.getName());
    private static final long TELL_MILLIS = 100;
    private static final long NODES_SECONDS = 10;

    private final Path home;
    private final RemoteCommons commons;
    private final FolderBook book;
    private final ExecutorService cores =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("engine news").unstarted(task));
    private final Map<String, FolderLoop> loops = new LinkedHashMap<>();
    private final List<Consumer<EngineSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private volatile List<NodeSnapshot> nodes = List.of();
    private boolean started;

    private LocalEngine(Path home, RemoteCommons commons) throws IOException {
        this.home = home;
        this.commons = commons;
        book = new FolderBook(home);
        Files.createDirectories(home.resolve("folders"));
        for (FolderBook.Line line : book.read()) {
            loops.put(line.name(), loop(line));
        }
        ScheduledFuture<?> _ =
                teller.scheduleWithFixedDelay(
                        this::tell, TELL_MILLIS, TELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Opens the engine of a home.
    ///
    /// @param home the device's own directory; the caller holds its lock
    /// @param commons stays the caller's to close
    /// @throws IOException if the home cannot be read
    public static Engine open(Path home, RemoteCommons commons) throws IOException {
        return new LocalEngine(home, commons);
    }

    @Override
    public synchronized FolderSnapshot addFolder(String name, Path path, Fence fence)
            throws IOException {
        Path directory = directory(name, path);
        if (!Files.isDirectory(directory)) {
            throw new RefusedException("There is no such directory.");
        }
        return take(commons.create(name, fence), directory);
    }

    @Override
    public synchronized FolderSnapshot linkFolder(String name, Path path) throws IOException {
        Path directory = directory(name, path);
        KnownFolder folder =
                commons.folders().stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException("The account has no folder of that name."));
        Files.createDirectories(directory);
        return take(folder, directory);
    }

    @Override
    public synchronized void removeFolder(String name) throws IOException {
        FolderLoop loop = named(name);
        loop.close();
        new FolderRoot(loop.line().path()).unmark();
        loops.remove(name);
        save();
    }

    @Override
    public SyncSummary syncOnce(Duration limit) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(limit);
        SyncSummary before = summary();
        for (FolderLoop loop : all()) {
            loop.passUntilQuiet(end);
        }
        return summary().minus(before);
    }

    @Override
    public synchronized void start() {
        started = true;
        loops.values().forEach(FolderLoop::start);
        Thread.ofVirtual().start(this::readNodes);
        ScheduledFuture<?> _ =
                teller.scheduleWithFixedDelay(
                        this::readNodes, NODES_SECONDS, NODES_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void pause(String name) throws IOException {
        named(name).pause();
    }

    @Override
    public void resume(String name) throws IOException {
        named(name).resume();
    }

    @Override
    public void confirmDeletes(String name) throws IOException {
        named(name).confirmDeletes();
    }

    @Override
    public void restoreDeleted(String name) throws IOException {
        named(name);
        throw new RefusedException(
                "Restoring what was deleted is not built yet; the files are safe in the commons.");
    }

    @Override
    public EngineSnapshot snapshot() {
        return new EngineSnapshot(all().stream().map(FolderLoop::snapshot).toList(), nodes);
    }

    @Override
    public Subscription onChange(Consumer<EngineSnapshot> listener) {
        listeners.add(listener);
        changed.set(true);
        return () -> listeners.remove(listener);
    }

    @Override
    public Whereabouts where(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        FolderLoop loop =
                all().stream()
                        .filter(one -> absolute.startsWith(one.line().path()))
                        .findFirst()
                        .orElseThrow(
                                () -> new RefusedException("That path is in no synced folder."));
        String inside = loop.line().path().relativize(absolute).toString();
        Optional<EntryState> state =
                loop.betweenPasses(remote -> remote.resolve(inside).flatMap(remote::find));
        if (state.isEmpty() || !(state.get().content() instanceof Content.File file)) {
            throw new RefusedException("The commons has no file at that path yet.");
        }
        return loop.inspection().where(file);
    }

    @Override
    public CheckReport check(String name) throws IOException {
        FolderLoop loop = named(name);
        List<Content.File> files = loop.betweenPasses(LocalEngine::files);
        return new CheckReport(files.size(), loop.inspection().check(files));
    }

    @Override
    public void close() {
        teller.shutdownNow();
        all().forEach(FolderLoop::close);
        cores.shutdownNow();
    }

    private static List<Content.File> files(Tree remote) {
        List<Content.File> files = new ArrayList<>();
        for (EntryId id : remote.ids()) {
            if (remote.find(id).map(EntryState::content).orElse(null)
                    instanceof Content.File file) {
                files.add(file);
            }
        }
        return files;
    }

    private Path directory(String name, Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (loops.containsKey(name)) {
            throw new RefusedException("This device syncs a folder of that name already.");
        }
        for (FolderLoop loop : loops.values()) {
            Path other = loop.line().path();
            if (absolute.startsWith(other) || other.startsWith(absolute)) {
                throw new RefusedException("A synced folder cannot lie inside another one.");
            }
        }
        return Files.exists(absolute) ? absolute.toRealPath() : absolute;
    }

    private FolderSnapshot take(KnownFolder folder, Path directory) throws IOException {
        forgetEarlierState(folder);
        FolderRoot root = new FolderRoot(directory);
        root.mark(folder.id());
        FolderLoop loop = loop(new FolderBook.Line(folder.id(), folder.name(), directory));
        loops.put(folder.name(), loop);
        save();
        if (started) {
            loop.start();
        }
        changed.set(true);
        return loop.snapshot();
    }

    /// What was remembered of an earlier directory must not make this one's missing files look
    /// deleted.
    private void forgetEarlierState(KnownFolder folder) throws IOException {
        for (String suffix : List.of(".db", ".db-wal", ".db-shm")) {
            Files.deleteIfExists(home.resolve("folders").resolve(folder.id() + suffix));
        }
    }

    private FolderLoop loop(FolderBook.Line line) throws IOException {
        OpenedFolder opened = commons.open(line.id());
        FolderDatabase.Opened database =
                FolderDatabase.open(home.resolve("folders").resolve(line.id() + ".db"));
        database.damaged()
                .ifPresent(_ ->
                        LOG.log(Level.WARNING, "a damaged database was put aside and made anew"));
        FolderLoop.Made made = new FolderLoop.Made(opened, database, commons.deviceName());
        return new FolderLoop(line, made, cores, () -> changed.set(true));
    }

    private void save() throws IOException {
        book.write(loops.values().stream().map(FolderLoop::line).toList());
    }

    private synchronized List<FolderLoop> all() {
        return List.copyOf(loops.values());
    }

    private synchronized FolderLoop named(String name) throws RefusedException {
        FolderLoop loop = loops.get(name);
        if (loop == null) {
            throw new RefusedException("This device syncs no folder of that name.");
        }
        return loop;
    }

    private SyncSummary summary() {
        return all().stream()
                .map(loop -> loop.status().summary())
                .reduce(SyncSummary.NOTHING, SyncSummary::plus);
    }

    private void tell() {
        if (changed.getAndSet(false) && !listeners.isEmpty()) {
            EngineSnapshot snapshot = snapshot();
            listeners.forEach(listener -> listener.accept(snapshot));
        }
    }

    private void readNodes() {
        try {
            nodes = commons.nodes().stream().map(NodeSnapshot::of).toList();
            changed.set(true);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, "the nodes cannot be listed now", e);
        }
    }
}
