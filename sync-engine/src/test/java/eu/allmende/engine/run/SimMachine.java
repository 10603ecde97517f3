package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.Names;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Inspection;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Sought;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.engine.sim.SimClock;
import eu.allmende.engine.sim.SimDisk;
import eu.allmende.engine.sim.Traits;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.state.FolderStore;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One computer of a simulation: its disk, its clock, its database, the process that may die.
final class SimMachine implements AutoCloseable {
    private static final FolderId FOLDER = new FolderId(1, 2);
    private static final DiskNames ONE_CASE =
            new DiskNames(Sameness.CASES, Repertoire.ALL, Names.MAX_BYTES);

    final String name;
    final SimClock clock = new SimClock();
    final SimDisk disk;
    final SimFaults faults;
    final SimWire wire;
    private final SimDatabase database;
    private final FolderStatus status = new FolderStatus(() -> {});
    private final Guard guard = new Guard();
    private final Choices choices;
    private final Disk port;
    private final Random ids;
    private final Duration grace;
    private final SimWatch watch;
    private final LastLook last = new LastLook();
    private Schedule schedule = new Schedule(0);
    private long partialLooks;
    private Optional<FolderParts> parts = Optional.empty();
    private Optional<BulkLane> bulk = Optional.empty();

    /// What machines of a simulation are made of.
    record Kit(Path real, FakeCommons commons, SimTrace trace, Random chance) {}

    SimMachine(String name, Traits traits, Kit kit) throws IOException {
        this.name = name;
        choices = Choices.in(kit.real().resolve(name + ".choices"));
        database = new SimDatabase(kit.real().resolve(name + ".db"));
        faults = new SimFaults(kit.trace(), database::noteWhatIsSafe);
        disk = new SimDisk(traits, clock, faults);
        wire = new SimWire(kit.commons(), name, kit.trace());
        ids = new Random(kit.chance().nextLong());
        grace = Duration.ofSeconds(kit.chance().nextInt(2));
        clock.pass(Duration.ofDays(kit.chance().nextInt(1000)));
        FolderRoot root = new FolderRoot(disk.root().resolve("folder"));
        disk.byUser(() -> {
            Files.createDirectory(root.path());
            root.mark(FOLDER);
        });
        Renames renames = kit.chance().nextBoolean() ? Renames.portable() : new SimRenames(disk);
        port =
                new Disk(
                        root,
                        renames,
                        durability(),
                        clock,
                        () -> traits.foldsCase() ? ONE_CASE : DiskNames.EXACT,
                        SimMachine::inline);
        watch = new SimWatch(root.path(), new Random(clock.instant().getEpochSecond()));
        disk.watchedBy(watch);
    }

    private Durability durability() {
        return new Durability() {
            @Override
            public void files(Collection<Path> files) throws IOException {
                faults.at("flush", port.root().stage());
                for (Path file : files) {
                    disk.flush(file);
                }
            }

            @Override
            public void directories(Collection<Path> directories) throws IOException {
                faults.at("flush", port.root().path());
                disk.barrier();
            }
        };
    }

    /// A thread that is done when it is started.
    private static Thread inline(Runnable work) {
        return new Thread(work) {
            @Override
            public void start() {
                work.run();
            }
        };
    }

    Path root() {
        return port.root().path();
    }

    SimUser.Place place() {
        return new SimUser.Place(name, root());
    }

    /// Goes through once, and starts the process before if none is alive. Looks at what the watch
    /// told of, as far as it did.
    PassEnd pass() throws IOException, InterruptedException {
        if (parts.isEmpty()) {
            open();
        }
        watch.tell(schedule, clock.instant());
        schedule.begun(clock.instant());
        FolderPass.Around around =
                new FolderPass.Around(
                        status, guard, bulk.orElseThrow(), choices, SimDevice.Never.INTERRUPTED);
        FolderPass pass = new FolderPass(parts.orElseThrow(), around);
        PassEnd end = pass.run(schedule.look(), last);
        pass.covered().ifPresent(this::looked);
        schedule.ended(end, clock.instant());
        return end;
    }

    private void looked(Covered covered) {
        partialLooks += covered.looked().isWhole() || covered.looked().isNone() ? 0 : 1;
        schedule.looked(covered, clock.instant());
    }

    /// The same, with a look at the whole disk.
    PassEnd wholePass() throws IOException, InterruptedException {
        schedule.asked();
        return pass();
    }

    /// Whether the watch told all.
    boolean heardAll() {
        return watch.isSilent();
    }

    /// How many looks read only some directories.
    long partialLooks() {
        return partialLooks;
    }

    /// What the last pass could not do.
    List<Trouble> troubles() {
        return status.view().troubles();
    }

    /// A person lets deletions through.
    void confirm() {
        guard.confirm();
    }

    private void open() throws IOException {
        FolderDatabase.Opened opened = database.open();
        FolderParts fresh =
                new FolderParts(
                        FOLDER,
                        port,
                        new OpenedFolder(wire, FakeCommons.NAMER, new Blind()),
                        opened.store(),
                        new FileReading(FakeCommons.NAMER, new InlineCores(), clock),
                        name,
                        grace,
                        () -> new EntryId(ids.nextLong(), ids.nextLong()));
        if (!Startup.recover(fresh, opened)) {
            throw new IOException("the folder is not there");
        }
        parts = Optional.of(fresh);
        wire.checkedBy(changes -> changes.forEach(this::isItsOwn));
        last.forget();
        schedule = new Schedule(0);
        schedule.watched(Schedule.Watched.TOLD);
        BulkLane.Terms terms = new BulkLane.Terms(Runnable::run, Lane.SMALL_BYTES);
        bulk = Optional.of(BulkLane.of(fresh, status, terms));
    }

    /// A machine deletes nothing that it never had, and renames nothing that was not renamed on its
    /// disk: least of all what the disk cannot hold.
    private void isItsOwn(Change change) {
        FolderTrees trees = store().trees();
        Optional<EntryState> here = trees.local().tree().find(change.entry());
        Optional<EntryState> agreed = Optional.ofNullable(trees.synced().get(change.entry()));
        Optional<EntryState> there = trees.remote().find(change.entry());
        String what = name + " commits " + change + ", of which it agreed on " + agreed;
        if (there.isPresent() && change.after().isEmpty()) {
            assertThat(agreed).as(what).isPresent();
        } else if (there.isPresent() && !there.get().sameSpot(change.after().get())) {
            assertThat(agreed.isEmpty() || here.filter(agreed.get()::sameSpot).isEmpty())
                    .as(what)
                    .isTrue();
        }
    }

    FolderStore store() {
        return parts.orElseThrow().store();
    }

    /// The process is gone.
    void die() {
        parts = Optional.empty();
        database.close();
    }

    /// The power is gone, and comes back.
    ///
    /// @return whether the database forgot something by it
    boolean cutPower(Random random) throws IOException {
        parts = Optional.empty();
        boolean forgot = database.cutPower(random);
        disk.cutPower(random);
        return forgot;
    }

    /// The database is deleted while the process is not alive.
    void loseDatabase() throws IOException {
        die();
        database.lose();
    }

    /// Keeps a copy of the database.
    void backUp() throws IOException {
        database.backUp();
    }

    /// Puts the copy back, if there is one.
    void rollBack() throws IOException {
        die();
        database.rollBack();
    }

    @Override
    public void close() {
        die();
    }

    /// Nobody asks where pieces lie.
    private static final class Blind implements Inspection {
        @Override
        public Whereabouts where(Content.File content) {
            return new Whereabouts("", List.of());
        }

        @Override
        public List<Finding> open(Collection<Content.File> contents) {
            return List.of();
        }

        @Override
        public PieceCheck prove(Collection<Sought> files, Progress progress) {
            return PieceCheck.NONE;
        }

        @Override
        public PieceCheck mend(Collection<Sought> files, Progress progress) {
            return PieceCheck.NONE;
        }
    }

    /// The database of a machine: a real one, in a real file.
    private static final class SimDatabase {
        private static final List<String> PARTS = List.of("", "-wal", "-shm");

        private final Path file;
        private Optional<FolderDatabase.Opened> opened = Optional.empty();
        private long safe;

        SimDatabase(Path file) {
            this.file = file;
        }

        FolderDatabase.Opened open() throws IOException {
            close();
            safe = 0;
            FolderDatabase.Opened fresh = FolderDatabase.open(file);
            opened = Optional.of(fresh);
            return fresh;
        }

        void close() {
            opened.ifPresent(one -> one.store().close());
            opened = Optional.empty();
        }

        private Path part(String part) {
            return file.resolveSibling(file.getFileName() + part);
        }

        private Path copy(String part) {
            return file.resolveSibling(file.getFileName() + ".copy" + part);
        }

        /// Before the disk is changed, what was written so far was flushed: an upper bound of what
        /// a power cut takes.
        void noteWhatIsSafe() {
            try {
                safe = Files.exists(part("-wal")) ? Files.size(part("-wal")) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// @return whether something was not written yet
        boolean cutPower(Random random) throws IOException {
            backUp();
            close();
            Path log = copy("-wal");
            boolean forgets = random.nextBoolean() && Files.exists(log) && Files.size(log) > safe;
            if (forgets) {
                long left = safe + random.nextLong(Files.size(log) - safe + 1);
                try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                    channel.truncate(left);
                }
            }
            rollBack();
            return forgets;
        }

        void lose() throws IOException {
            for (String part : PARTS) {
                Files.deleteIfExists(part(part));
            }
        }

        void backUp() throws IOException {
            for (String part : List.of("", "-wal")) {
                Files.deleteIfExists(copy(part));
                if (Files.exists(part(part))) {
                    Files.copy(part(part), copy(part));
                }
            }
        }

        void rollBack() throws IOException {
            if (Files.exists(copy(""))) {
                lose();
                for (String part : List.of("", "-wal")) {
                    if (Files.exists(copy(part))) {
                        Files.copy(copy(part), part(part));
                    }
                }
            }
        }
    }
}
