package eu.allmende.engine.run;

import eu.allmende.engine.CheckReport;
import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderMode;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.History;
import eu.allmende.engine.Keep;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.Resolved;
import eu.allmende.engine.SpaceOutcome;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.KnownFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// The engine of this computer's disk.
public final class LocalEngine implements Engine {
    private final Path home;
    private final RemoteCommons commons;
    private final HomeLock lock;
    private final ExecutorService cores =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("read-", 0).factory());
    private final Map<String, LinkedFolder> folders = new ConcurrentSkipListMap<>();
    private final ChangeFeed feed = new ChangeFeed(this::snapshot);
    private final NodeList nodes;
    private final LocalHistory history;
    private boolean started;

    private LocalEngine(Path home, RemoteCommons commons, HomeLock lock) {
        this.home = home;
        this.commons = commons;
        this.lock = lock;
        nodes = new NodeList(commons, feed::changed);
        history =
                new LocalHistory(
                        folderDirectory(), commons, folders::values, InstantSource.system());
    }

    /// See [Engine#open].
    public static LocalEngine open(Path home, RemoteCommons commons) throws IOException {
        Path folders = home.resolve("folders");
        Files.createDirectories(folders);
        HomeLock lock = HomeLock.take(folders);
        boolean done = false;
        try {
            List<LinkFile> links = LinkFile.all(folders);
            LocalEngine engine = new LocalEngine(home, commons, lock);
            for (LinkFile link : links) {
                engine.folders.put(link.name(), LinkedFolder.start(link, engine.shared()));
            }
            done = true;
            return engine;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    private LinkedFolder.Shared shared() {
        return new LinkedFolder.Shared(folderDirectory(), commons, cores, feed::changed);
    }

    private Path folderDirectory() {
        return home.resolve("folders");
    }

    @Override
    public synchronized FolderSnapshot addFolder(String name, Path path, Fence fence)
            throws IOException {
        LinkRules.checkName(name);
        checkUnlinked(name);
        Path real = LinkRules.check(path, home, linkedPaths());
        LinkRules.checkUnmarked(real);
        if (commons.folders().stream().anyMatch(known -> known.name().equals(name))) {
            throw new RefusedException(
                    "There is a folder called " + name + " already: link it to " + path + ".");
        }
        return link(commons.create(name, fence), real, List.of());
    }

    @Override
    public synchronized FolderSnapshot linkFolder(String name, Path path, List<String> exclude)
            throws IOException {
        LinkRules.checkName(name);
        checkUnlinked(name);
        KnownFolder known =
                commons.folders().stream()
                        .filter(folder -> folder.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException(
                                        "There is no folder called "
                                                + name
                                                + " that this device can read."));
        LinkRules.make(path, home, linkedPaths());
        Path real = LinkRules.check(path, home, linkedPaths());
        LinkRules.checkMarker(real, known.id());
        return link(known, real, exclude);
    }

    private FolderSnapshot link(KnownFolder known, Path real, List<String> exclude)
            throws IOException {
        LinkFile link = new LinkFile(known.id(), known.name(), real);
        link.deleteDatabase(folderDirectory());
        link.delete(folderDirectory());
        Deciding.beforehand(link.choices(folderDirectory()), exclude);
        new FolderRoot(real).mark(known.id());
        link.write(folderDirectory());
        LinkedFolder folder = LinkedFolder.start(link, shared());
        folders.put(known.name(), folder);
        if (started) {
            folder.loop().watch();
        }
        feed.changed();
        return folder.snapshot();
    }

    private void checkUnlinked(String name) throws RefusedException {
        LinkedFolder there = folders.get(name);
        if (there != null) {
            throw new RefusedException(
                    "The folder " + name + " is synced with " + there.link().path() + " already.");
        }
    }

    private List<Path> linkedPaths() {
        return folders.values().stream().map(folder -> folder.link().path()).toList();
    }

    @Override
    public long removeFolder(String name, FreedOnRemoval freed) throws IOException {
        long placeholders = new Removing(find(name)).prepare(freed);
        remove(name);
        return placeholders;
    }

    private synchronized void remove(String name) throws IOException {
        LinkedFolder folder = find(name);
        LinkFile link = folder.link();
        folder.close();
        if (!folder.loop().hasEnded()) {
            throw new RefusedException("The folder is busy; try again later.");
        }
        link.delete(folderDirectory());
        folders.remove(name);
        feed.changed();
        link.deleteDatabase(folderDirectory());
        history.forget(link.folder());
        commons.forget(link.folder());
        FolderRoot root = new FolderRoot(link.path());
        if (root.look(link.folder()) == FolderRoot.Presence.HERE) {
            root.unmark();
        }
    }

    @Override
    public SyncSummary syncOnce(Duration limit) throws IOException, InterruptedException {
        return new SyncRun(List.copyOf(folders.values())).run(limit);
    }

    @Override
    public SyncSummary syncOnce(String name, Duration limit)
            throws IOException, InterruptedException {
        return new SyncRun(List.of(find(name))).run(limit);
    }

    @Override
    public synchronized void start() {
        started = true;
        folders.values().forEach(folder -> folder.loop().watch());
        nodes.start();
    }

    @Override
    public synchronized void pauseUntil(String name, Instant until) throws IOException {
        LinkedFolder folder = find(name);
        folder.link().pause(folderDirectory(), until);
        if (folder.loop().isPaused()) {
            folder.loop().pause(until);
            return;
        }
        LinkedFolder paused = folder.startAnew(shared());
        folders.put(name, paused);
        if (started) {
            paused.loop().watch();
        }
        feed.changed();
    }

    @Override
    public synchronized void resume(String name) throws IOException {
        LinkedFolder folder = find(name);
        folder.link().resume(folderDirectory());
        if (folder.loop().isPaused()) {
            folder.loop().resume();
        }
    }

    @Override
    public void confirmDeletes(String name) throws IOException {
        find(name).confirmDeletes();
    }

    @Override
    public void restoreDeleted(String name) throws IOException {
        find(name).restoreDeleted();
    }

    @Override
    public void exclude(String name, List<String> paths) throws IOException {
        find(name).deciding().exclude(paths);
        feed.changed();
    }

    @Override
    public void include(String name, List<String> paths) throws IOException {
        find(name).deciding().include(paths);
        feed.changed();
    }

    @Override
    public void mode(String name, FolderMode mode) throws IOException {
        find(name).deciding().mode(mode);
        feed.changed();
    }

    @Override
    public void revert(String name) throws IOException {
        find(name).deciding().revert();
    }

    @Override
    public EngineSnapshot snapshot() {
        return new EngineSnapshot(
                folders.values().stream().map(LinkedFolder::snapshot).toList(), nodes.nodes());
    }

    @Override
    public Subscription onChange(Consumer<EngineSnapshot> listener) {
        return feed.subscribe(listener);
    }

    @Override
    public Whereabouts where(Path path) throws IOException {
        FolderPaths.Found found = fileAt(path);
        return found.folder().where(found.inside());
    }

    @Override
    public Resolved resolve(Path path, Keep keep) throws IOException {
        FolderPaths.Found found = fileAt(path);
        return found.folder().resolve(found.inside(), keep);
    }

    @Override
    public SpaceOutcome free(Path path) throws IOException {
        FolderPaths.Found found = FolderPaths.find(folders.values(), path);
        return found.folder().space().free(found.inside());
    }

    @Override
    public SpaceOutcome fetch(Path path) throws IOException {
        FolderPaths.Found found = FolderPaths.find(folders.values(), path);
        return found.folder().space().fetch(found.inside());
    }

    @Override
    public void recall() {
        folders.values().forEach(LinkedFolder::recall);
    }

    private FolderPaths.Found fileAt(Path path) throws IOException {
        FolderPaths.Found found = FolderPaths.find(folders.values(), path);
        if (found.inside().isEmpty()) {
            throw new RefusedException(path + " is a folder: name a file in it.");
        }
        return found;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public CheckReport check(String name, CheckWatch watch) throws IOException {
        return find(name).check(watch);
    }

    @Override
    public CheckReport repair(String name, CheckWatch watch) throws IOException {
        return find(name).repair(watch);
    }

    private LinkedFolder find(String name) throws RefusedException {
        LinkedFolder folder = folders.get(name);
        if (folder == null) {
            throw new RefusedException("No folder called " + name + " is synced here.");
        }
        return folder;
    }

    @Override
    public synchronized void close() {
        folders.values().forEach(LinkedFolder::close);
        nodes.close();
        history.close();
        feed.close();
        cores.shutdownNow();
        lock.close();
    }
}
