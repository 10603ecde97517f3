package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.protocol.id.Hash;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A victim on a real disk, another device, and a commons that outlives both.
final class CrashStage implements AutoCloseable {
    private static final int MOST_ROUNDS = 40;

    private final Path base;
    private final String renames;
    private final SimDevice.Tools tools;
    private final KeptCommons commons;
    private final SimDevice other;
    private final Path victimRoot;
    private final long[] acts = new long[1];
    private final Set<String> ever = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();

    /// @param renames `system` or `portable`
    CrashStage(Path base, String renames, ExecutorService cores) throws IOException {
        this.base = base;
        this.renames = renames;
        MarkedDisk disk = new MarkedDisk(real(), Durability.none(), _ -> acts[0]++);
        tools = new SimDevice.Tools(cores, InstantSource.system(), disk, disk);
        commons = new KeptCommons(base.resolve("commons"));
        other = device("other");
        victimRoot = base.resolve(CrashVictim.NAME).resolve("folder");
    }

    private Renames real() {
        return renames.equals("portable") ? Renames.portable() : Renames.ofThisSystem();
    }

    private SimDevice device(String name) throws IOException {
        FakeRemote remote = new FakeRemote(commons, name, FakeRemote.Mischief.NONE);
        return new SimDevice(base, name, remote, tools);
    }

    SimDevice other() {
        return other;
    }

    Path victimRoot() {
        return victimRoot;
    }

    /// Somebody is about to write this into a folder, as a whole.
    void writes(String content) {
        ever.add(content);
    }

    /// Somebody deletes or overwrites this, perhaps before it was sent.
    void givesUp(String content) {
        givenUp.add(content);
    }

    /// Brings both devices to what is agreed, and then to what each did since.
    void prepare(CrashScene scene) throws IOException, InterruptedException {
        scene.agreed(other.root);
        try (SimDevice victim = device(CrashVictim.NAME)) {
            converge(victim);
        }
        ever.addAll(contents(other.root));
        scene.there(other.root);
        untilQuiet(other);
        scene.here(victimRoot);
        ever.addAll(contents(other.root));
        ever.addAll(contents(victimRoot));
    }

    /// At how many moments the victim could be killed: it lives them all, in this process.
    long moments() throws IOException, InterruptedException {
        long[] met = new long[1];
        FakeRemote remote = new FakeRemote(commons, CrashVictim.NAME, _ -> met[0]++);
        MarkedDisk disk = new MarkedDisk(real(), Durability.none(), _ -> met[0]++);
        try (SimDevice victim =
                new SimDevice(
                        base,
                        CrashVictim.NAME,
                        remote,
                        new SimDevice.Tools(tools.cores(), tools.clock(), disk, disk))) {
            untilQuiet(victim);
        }
        return met[0];
    }

    /// Runs the victim until the n-th moment and kills it there.
    ///
    /// @return the moment, or `END` if there are not so many
    String runAndKill(long number) throws IOException, InterruptedException {
        Process child = start(number);
        try (BufferedReader lines = lines(child)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("AT ") && !line.startsWith("END")) {
                line = lines.readLine();
            }
            assertThat(line).as("how the child ended").isNotNull();
            return line;
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /// Starts the victim; the caller kills it.
    Process start(long number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        CrashVictim.class.getName(),
                        base.toString(),
                        renames,
                        Long.toString(number))
                .redirectError(base.resolve("victim.log").toFile())
                .start();
    }

    static BufferedReader lines(Process child) {
        return new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Where this process has its classes from, whoever loaded them.
    private static String classPath() {
        Stream<Class<?>> needed =
                Stream.of(
                        CrashVictim.class,
                        FolderPass.class,
                        Hash.class,
                        org.sqlite.JDBC.class,
                        org.slf4j.Logger.class,
                        com.fasterxml.jackson.core.JsonParser.class);
        return Stream.concat(
                        needed.map(one ->
                                one.getProtectionDomain().getCodeSource().getLocation().getPath()),
                        Stream.of(System.getProperty("java.class.path")))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// No file in the victim's folder is torn: each holds what somebody wrote.
    void nothingIsTorn() throws IOException {
        assertThat(ever).as("all that was ever written").containsAll(contents(victimRoot));
    }

    /// Opens the victim again, lets both devices come to rest, and looks at what they came to.
    void recoverAndCheck() throws IOException, InterruptedException {
        try (SimDevice victim = device(CrashVictim.NAME)) {
            converge(victim);
            Map<String, String> tree = victim.tree();
            assertThat(tree).isEqualTo(other.tree());
            assertThat(victim.staged()).isZero();
            assertThat(tree.keySet()).noneMatch(path -> path.contains(".allmende-parked"));
            assertThat(victim.parts().trees().local().tree().size()).isEqualTo(tree.size());
            assertThat(victim.parts().trees().synced()).hasSize(tree.size());
            nothingIsLost(victim);
            aSecondRoundDoesNothing(victim);
        }
    }

    private void converge(SimDevice victim) throws IOException, InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean quiet = victim.pass() instanceof PassEnd.Quiet;
            quiet &= other.pass() instanceof PassEnd.Quiet;
            if (quiet) {
                return;
            }
        }
        fail("no end after " + MOST_ROUNDS + " rounds");
    }

    private static void untilQuiet(SimDevice device) throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (device.pass() instanceof PassEnd.Quiet) {
                return;
            }
        }
        fail("no end after " + MOST_ROUNDS + " rounds");
    }

    private void nothingIsLost(SimDevice victim) throws IOException {
        Set<String> kept = new HashSet<>(contents(victim.root));
        kept.addAll(contents(new FolderRoot(victim.root).trash()));
        kept.addAll(contents(other.root));
        Set<String> lost = new LinkedHashSet<>(ever);
        lost.removeAll(kept);
        lost.removeAll(givenUp);
        lost.removeIf(content -> commons.find(hash(content)).isPresent());
        assertThat(lost).as("what is nowhere any more").isEmpty();
    }

    private void aSecondRoundDoesNothing(SimDevice victim) throws InterruptedException {
        long head = commons.head();
        acts[0] = 0;
        for (SimDevice device : List.of(victim, other)) {
            assertThat(device.pass()).isEqualTo(new PassEnd.Quiet());
        }
        assertThat(acts[0]).as("acts on the disk").isZero();
        assertThat(commons.head()).isEqualTo(head);
    }

    private static Hash hash(String content) {
        return Hash.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> contents(Path root) throws IOException {
        Set<String> contents = new HashSet<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                boolean isHouse = path.startsWith(root.resolve(FolderRoot.HOUSE));
                if (!isHouse && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    contents.add(Files.readString(path));
                }
            }
        }
        return contents;
    }

    @Override
    public void close() {
        other.close();
    }
}
