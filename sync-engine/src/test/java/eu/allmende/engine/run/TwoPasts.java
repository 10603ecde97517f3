package eu.allmende.engine.run;

import eu.allmende.engine.Engine;
import eu.allmende.engine.History;
import eu.allmende.engine.History.When;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Two devices with one folder, over a commons in memory.
final class TwoPasts implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(2);

    final Path here;
    final Path there;
    Engine laptop;
    final Engine desktop;
    private final Path dir;
    private final FakeAccount account = FakeAccount.create("laptop");

    TwoPasts(Path dir) throws IOException {
        this.dir = dir;
        here = Files.createDirectories(dir.resolve("here"));
        there = dir.resolve("there");
        laptop = open("laptop", FakeRemote.Mischief.NONE);
        desktop = open("desktop", FakeRemote.Mischief.NONE);
        laptop.addFolder("docs", here, Fence.preset("anywhere"));
        desktop.linkFolder("docs", there);
    }

    private Engine open(String device, FakeRemote.Mischief mischief) throws IOException {
        return Engine.open(dir.resolve("home-" + device), account.another(device, mischief));
    }

    /// The laptop's engine once more, with something that goes wrong on its way.
    Engine reopen(FakeRemote.Mischief mischief) throws IOException {
        laptop.close();
        laptop = open("laptop", mischief);
        return laptop;
    }

    FakeCommons commons() {
        return account.commons().values().iterator().next();
    }

    void write(String path, String text) throws IOException {
        Path file = here.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// Syncs both; gives the newest commit.
    long sync() throws Exception {
        laptop.syncOnce(LIMIT);
        desktop.syncOnce(LIMIT);
        laptop.syncOnce(LIMIT);
        return commons().head();
    }

    static When version(long sequence) {
        return new When.AtVersion(sequence);
    }

    When at(long sequence) {
        return new When.AtTime(commons().timeOf(sequence));
    }

    History.Outcome rewind(Engine engine, long sequence) throws IOException {
        History.Rewind plan = engine.history().plan("docs", commons().timeOf(sequence));
        return engine.history().rewind(plan);
    }

    static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String inside = root.relativize(path).toString();
                if (!inside.startsWith(".allmende") && Files.isRegularFile(path)) {
                    files.put(inside, Files.readString(path));
                }
            }
        }
        return files;
    }

    static List<String> trash(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root.resolve(".allmende/trash"))) {
            List<String> texts = new ArrayList<>();
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(path));
            }
            return texts;
        }
    }

    @Override
    public void close() {
        laptop.close();
        desktop.close();
    }
}
