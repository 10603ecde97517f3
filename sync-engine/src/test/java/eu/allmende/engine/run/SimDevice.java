package eu.allmende.engine.run;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.state.FolderStore;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A device of a simulation: a real directory, a real database, a fake commons.
final class SimDevice implements AutoCloseable {
    static final FolderId FOLDER = new FolderId(1, 2);

    final String name;
    final Path root;
    final FolderStatus status = new FolderStatus(() -> {});
    final Guard guard = new Guard();
    final AtomicLong filesRead = new AtomicLong();
    final Choices choices;
    private final Path database;
    private final FakeRemote remote;
    private final Tools tools;
    private FolderStore store;
    private FolderParts parts;
    private BulkLane bulk;
    private LastLook last = new LastLook();
    private Optional<Covered> covered = Optional.empty();

    /// Nothing else is to be looked at.
    enum Never implements Interruption {
        INTERRUPTED;

        @Override
        public boolean isPressing() {
            return false;
        }

        @Override
        public boolean isDue() {
            return false;
        }
    }

    /// What the devices of a simulation have in common.
    ///
    /// @param smallBytes so much content a pass moves itself; the rest goes by the bulk lane
    record Tools(
            ExecutorService cores,
            InstantSource clock,
            Renames renames,
            Durability durability,
            DiskNames names,
            long smallBytes) {
        Tools(ExecutorService cores, InstantSource clock, CrashingDisk disk, long smallBytes) {
            this(cores, clock, disk, disk, DiskNames.EXACT, smallBytes);
        }

        Tools(ExecutorService cores, InstantSource clock, Renames renames, Durability durability) {
            this(cores, clock, renames, durability, DiskNames.EXACT, Lane.SMALL_BYTES);
        }

        Tools naming(DiskNames other) {
            return new Tools(cores, clock, renames, durability, other, smallBytes);
        }
    }

    SimDevice(Path base, String name, FakeRemote remote, Tools tools) throws IOException {
        this.name = name;
        this.remote = remote;
        this.tools = tools;
        root = Files.createDirectories(base.resolve(name).resolve("folder"));
        choices = Choices.in(base.resolve(name).resolve("choices"));
        database = base.resolve(name).resolve("folder.db");
        new FolderRoot(root).mark(FOLDER);
        open();
    }

    /// Opens the state as a fresh process does.
    void open() throws IOException {
        FolderDatabase.Opened opened = FolderDatabase.open(database);
        last = new LastLook();
        store = opened.store();
        Disk disk =
                new Disk(
                        new FolderRoot(root),
                        tools.renames,
                        tools.durability,
                        tools.clock,
                        () -> tools.names);
        parts =
                new FolderParts(
                        FOLDER,
                        disk,
                        remote.opened(),
                        store,
                        new FileReading(this::name, tools.cores, tools.clock),
                        name,
                        Duration.ZERO);
        Startup.recover(parts, opened);
        bulk = BulkLane.of(parts, status, new BulkLane.Terms(Runnable::run, tools.smallBytes));
    }

    private Content.File name(ReadableByteChannel bytes, ContentNamer.Facts facts)
            throws IOException {
        filesRead.incrementAndGet();
        return FakeCommons.NAMER.name(bytes, facts);
    }

    /// Ends as a killed process does: nothing is finished.
    void crash() {
        store.close();
    }

    SimUser.Place place() {
        return new SimUser.Place(name, root);
    }

    Path database() {
        return database;
    }

    FakeRemote remote() {
        return remote;
    }

    PassEnd pass() throws InterruptedException {
        return pass(Parts.WHOLE);
    }

    /// Looks only at these directories, if the rest is known.
    PassEnd pass(Parts which) throws InterruptedException {
        FolderPass.Around around =
                new FolderPass.Around(status, guard, bulk, choices, Never.INTERRUPTED);
        FolderPass pass = new FolderPass(parts, around);
        PassEnd end = pass.run(which, last);
        covered = pass.covered();
        return end;
    }

    /// What the look of the last pass covered, if it came to that.
    Optional<Covered> covered() {
        return covered;
    }

    FolderParts parts() {
        return parts;
    }

    /// Path to what is there: `d`, `l:TARGET`, or `f:CONTENT` with `x` if executable.
    Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String inside = root.relativize(path).toString();
                if (!inside.isEmpty()
                        && !inside.startsWith(FolderRoot.HOUSE + "/")
                        && !inside.equals(FolderRoot.HOUSE)) {
                    tree.put(inside, describe(path));
                }
            }
        }
        return tree;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "l:" + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return "d";
        }
        return "f:"
                + Files.readString(path, StandardCharsets.UTF_8)
                + (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE)
                        ? ":x"
                        : "");
    }

    /// How many files wait in the stage.
    long staged() throws IOException {
        try (Stream<Path> files = Files.list(new FolderRoot(root).stage())) {
            return files.count();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
