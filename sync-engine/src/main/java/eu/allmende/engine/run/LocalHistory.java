package eu.allmende.engine.run;

import eu.allmende.engine.History;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.history.FolderHistory;
import eu.allmende.engine.history.Keeping;
import eu.allmende.engine.history.PathHistory;
import eu.allmende.engine.history.Version;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.protocol.follow.OwnDiskException;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The pasts of this device's folders; each is opened when somebody first asks.
final class LocalHistory implements History, AutoCloseable {
    private static final Logger LOG = System.getLogger(LocalHistory.class.getName());

    private final Path directory;
    private final RemoteCommons commons;
    private final Supplier<Collection<LinkedFolder>> folders;
    private final InstantSource clock;
    private final Map<FolderId, FolderHistory> open = new HashMap<>();

    /// @param directory where the databases lie
    /// @param folders those that are linked now
    /// @param clock tells which versions are over by now
    LocalHistory(
            Path directory,
            RemoteCommons commons,
            Supplier<Collection<LinkedFolder>> folders,
            InstantSource clock) {
        this.directory = directory;
        this.commons = commons;
        this.folders = folders;
        this.clock = clock;
    }

    @Override
    public Past of(Path path) throws IOException {
        FolderPaths.Found found = FolderPaths.find(folders.get(), path);
        FolderHistory history = history(found.folder().link().folder());
        Completeness completeness = catchUp(history);
        PathHistory past = stillKept(history.of(found.inside()));
        if (past.versions().isEmpty() && past.now().isEmpty()) {
            throw new RefusedException(
                    "Nothing is known of " + path + ": it was never sent, or it is too long ago.");
        }
        return new Past(found.folder().link().name(), past, names(past), completeness);
    }

    @Override
    public Outcome restore(Path path, When when) throws IOException {
        FolderPaths.Found found = FolderPaths.find(folders.get(), path);
        return wayBack(found.folder()).restore(found.inside(), when);
    }

    @Override
    public Outcome copy(Path path, When when, Path to) throws IOException {
        FolderPaths.Found found = FolderPaths.find(folders.get(), path);
        FolderId id = found.folder().link().folder();
        FolderHistory history = history(id);
        history.catchUp();
        Source source = Source.of(history, found.inside(), when);
        Optional<FolderRoot> house = FolderPaths.root(folders.get(), to);
        return new Copying(commons.open(id).remote(), found.folder().link().name())
                .copy(source, to.toAbsolutePath().normalize(), house);
    }

    @Override
    public Rewind plan(String name, Instant at) throws IOException {
        return wayBack(folder(name)).plan(at, clock.instant());
    }

    @Override
    public Outcome rewind(Rewind agreed) throws IOException {
        return wayBack(folder(agreed.folder())).rewind(agreed);
    }

    private WayBack wayBack(LinkedFolder folder) throws IOException {
        return new WayBack(folder, history(folder.link().folder()));
    }

    private LinkedFolder folder(String name) throws RefusedException {
        return folders.get().stream()
                .filter(folder -> folder.link().name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException("No folder called " + name + " is synced here."));
    }

    /// What cannot be reached now is no reason to be silent about what is known.
    private static Completeness catchUp(FolderHistory history) throws IOException {
        try {
            history.catchUp();
            return Completeness.NEWEST;
        } catch (OwnDiskException | RefusedException e) {
            throw e;
        } catch (IOException e) {
            if (history.head() == 0) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the newest commits could not be read", e);
            return Completeness.AS_LAST_KNOWN;
        }
    }

    private PathHistory stillKept(PathHistory all) {
        Instant now = clock.instant();
        return new PathHistory(
                all.path(),
                all.now(),
                all.versions().stream().filter(version -> version.isKept(now)).toList(),
                all.deleted().stream().filter(gone -> gone.last().isKept(now)).toList());
    }

    private Map<DeviceId, String> names(PathHistory past) {
        Map<DeviceId, String> names = new HashMap<>();
        Stream.concat(
                        past.versions().stream(),
                        past.deleted().stream().map(PathHistory.Deleted::last))
                .map(Version::author)
                .distinct()
                .forEach(author ->
                        commons.nameOf(author).ifPresent(name -> names.put(author, name)));
        return names;
    }

    /// The past of one folder.
    synchronized FolderHistory history(FolderId folder) throws IOException {
        FolderHistory history = open.get(folder);
        if (history == null) {
            history =
                    FolderHistory.open(
                            database(folder), commons.open(folder).remote(), Keeping.USUAL);
            open.put(folder, history);
        }
        return history;
    }

    private Path database(FolderId folder) {
        return directory.resolve(folder + ".history.db");
    }

    /// Drops what is remembered of a folder; it can be had again from its log.
    synchronized void forget(FolderId folder) throws IOException {
        FolderHistory history = open.remove(folder);
        if (history != null) {
            history.close();
        }
        Path database = database(folder);
        for (String part : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + part));
        }
    }

    @Override
    public synchronized void close() {
        for (FolderHistory history : open.values()) {
            try {
                history.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a folder's history did not close", e);
            }
        }
        open.clear();
    }
}
