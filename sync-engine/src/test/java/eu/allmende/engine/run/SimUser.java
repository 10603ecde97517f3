package eu.allmende.engine.run;

import eu.allmende.engine.folder.FolderRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A person at a computer who does things at random, and remembers what must not be lost: every
/// content that nobody overwrote or deleted.
final class SimUser {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "d.txt", "e.txt", "ä", "dir", "x.tar.gz");

    private final Random random;
    private final Set<String> required;
    private final Consumer<String> log;
    private Witness witness = Witness.NOBODY;
    private final int[] counter;
    private int spread;
    private boolean twoCases;

    SimUser(Random random, Set<String> required, Consumer<String> log, int[] counter) {
        this.random = random;
        this.required = required;
        this.log = log;
        this.counter = counter;
    }

    /// Hears of what a person does to contents.
    interface Witness {
        /// Somebody begins to do something.
        void begins();

        /// It was deleted or overwritten.
        void lost(String device, String content);

        /// Something else was done to a file that holds it: it was made, moved, marked.
        void touched(String device, String content);

        /// Nobody listens.
        Witness NOBODY =
                new Witness() {
                    @Override
                    public void begins() {}

                    @Override
                    public void lost(String device, String content) {}

                    @Override
                    public void touched(String device, String content) {}
                };
    }

    /// From now on somebody hears of everything.
    SimUser before(Witness hearer) {
        witness = hearer;
        return this;
    }

    /// From now on no two contents have one length: where a disk has neither file numbers nor fine
    /// times, nobody could tell files of one length apart that were swapped.
    SimUser inManyLengths() {
        spread = 1;
        return this;
    }

    /// From now on some names are given in capital letters, and some change nothing but their case.
    SimUser inTwoCases() {
        twoCases = true;
        return this;
    }

    /// Where a person acts: a device's folder.
    record Place(String name, Path root) {}

    void act(Place device) throws IOException {
        witness.begins();
        List<Path> all = entries(device.root());
        List<Path> directories = new ArrayList<>(List.of(device.root()));
        List<Path> files = new ArrayList<>();
        for (Path path : all) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                directories.add(path);
            } else {
                files.add(path);
            }
        }
        if (twoCases && !all.isEmpty() && random.nextInt(12) == 0) {
            changeCase(device, pick(all));
            return;
        }
        int what = random.nextInt(100);
        if (what < 30 || files.isEmpty()) {
            create(device, pick(directories).resolve(name()));
        } else if (what < 45) {
            write(device, pick(files));
        } else if (what < 55) {
            makeDirectory(device, pick(directories).resolve(name()));
        } else if (what < 72) {
            move(device, pick(all), pick(directories).resolve(name()));
        } else if (what < 80) {
            delete(device, pick(files));
        } else if (what < 84) {
            deleteAll(device, pick(all));
        } else if (what < 88) {
            swap(device, pick(all), pick(all));
        } else if (what < 91) {
            executable(device, pick(files));
        } else if (what < 94) {
            saveLikeAnEditor(device, pick(files));
        } else if (what < 96) {
            link(device, pick(directories).resolve(name()));
        } else if (what < 98) {
            copySame(device, pick(directories).resolve(name()));
        } else {
            saveWithBackup(device, pick(files));
        }
    }

    private String content(Place device) {
        int number = counter[0]++;
        return "content " + number + " by " + device.name() + "~".repeat(number * spread % 97);
    }

    private String name() {
        String name = pick(NAMES);
        return twoCases && random.nextInt(3) == 0 ? name.toUpperCase(Locale.ROOT) : name;
    }

    private void changeCase(Place device, Path from) throws IOException {
        String name = String.valueOf(from.getFileName());
        String capital = name.toUpperCase(Locale.ROOT);
        Path to =
                from.resolveSibling(name.equals(capital) ? name.toLowerCase(Locale.ROOT) : capital);
        if (!to.equals(from) && (!exists(to) || Files.isSameFile(from, to))) {
            Files.move(from, to);
            touch(device, to);
            say(device, "change case", from, to);
        }
    }

    /// Gives something a name that nothing has; if it is there.
    void rename(Place device, Path from) throws IOException {
        witness.begins();
        move(device, from, from.resolveSibling("renamed " + counter[0]++));
    }

    private void copySame(Place device, Path to) throws IOException {
        if (!exists(to)) {
            Files.writeString(to, "the same everywhere");
            say(device, "same", to, to);
        }
    }

    private void create(Place device, Path path) throws IOException {
        if (!exists(path)) {
            write(device, path);
        }
    }

    private void write(Place device, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        lose(device, path);
        String content = content(device);
        Files.writeString(path, content);
        required.add(content);
        witness.touched(device.name(), content);
        say(device, "write " + content, path, path);
    }

    private void saveLikeAnEditor(Place device, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        Path temporary = path.resolveSibling("." + path.getFileName() + ".tmp");
        String content = content(device);
        lose(device, path);
        Files.writeString(temporary, content);
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        required.add(content);
        witness.touched(device.name(), content);
        say(device, "save " + content, path, path);
    }

    private void saveWithBackup(Place device, Path path) throws IOException {
        Path backup = path.resolveSibling(path.getFileName() + "~");
        if (Files.isSymbolicLink(path) || exists(backup)) {
            return;
        }
        touch(device, path);
        Files.move(path, backup);
        String content = content(device);
        Files.writeString(path, content);
        required.add(content);
        witness.touched(device.name(), content);
        say(device, "backup " + content, path, backup);
    }

    private void makeDirectory(Place device, Path path) throws IOException {
        if (!exists(path)) {
            Files.createDirectory(path);
            say(device, "mkdir", path, path);
        }
    }

    private void move(Place device, Path from, Path to) throws IOException {
        if (!exists(to) && !to.startsWith(from) && exists(from)) {
            Files.move(from, to);
            touch(device, to);
            say(device, "move", from, to);
        }
    }

    private void swap(Place device, Path one, Path other) throws IOException {
        if (one.startsWith(other) || other.startsWith(one)) {
            return;
        }
        Path between = device.root().resolve("between");
        Files.move(one, between);
        Files.move(other, one);
        Files.move(between, other);
        touch(device, one);
        touch(device, other);
        say(device, "swap", one, other);
    }

    private void delete(Place device, Path path) throws IOException {
        lose(device, path);
        Files.delete(path);
        say(device, "delete", path, path);
    }

    private void deleteAll(Place device, Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            List<Path> list = new ArrayList<>(paths.toList());
            java.util.Collections.reverse(list);
            for (Path path : list) {
                lose(device, path);
                Files.delete(path);
            }
        }
        say(device, "delete all", top, top);
    }

    /// Whether its owner may run a file; the disk must have bits.
    static boolean mayRun(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private void executable(Place device, Path path) throws IOException {
        boolean hasBits = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!hasBits || Files.isSymbolicLink(path)) {
            return;
        }
        Set<PosixFilePermission> bits = Files.getPosixFilePermissions(path);
        if (!bits.remove(PosixFilePermission.OWNER_EXECUTE)) {
            bits.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(path, bits);
        touch(device, path);
        say(device, "exec", path, path);
    }

    private void link(Place device, Path path) throws IOException {
        if (!exists(path)) {
            Files.createSymbolicLink(
                    path, path.getFileSystem().getPath("target" + random.nextInt(3)));
            say(device, "link", path, path);
        }
    }

    private void lose(Place device, Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            String content = Files.readString(path, StandardCharsets.UTF_8);
            required.remove(content);
            witness.lost(device.name(), content);
        }
    }

    private void touch(Place device, Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    String content = Files.readString(path, StandardCharsets.UTF_8);
                    witness.touched(device.name(), content);
                }
            }
        }
    }

    private void say(Place device, String what, Path one, Path other) {
        log.accept(
                device.name()
                        + ": "
                        + what
                        + " "
                        + device.root().relativize(one)
                        + (one.equals(other) ? "" : " -> " + device.root().relativize(other)));
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> entries(Path root) throws IOException {
        List<Path> open = new ArrayList<>(List.of(root));
        List<Path> found = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            try (Stream<Path> paths = Files.list(open.get(i))) {
                for (Path path : paths.sorted().toList()) {
                    if (!path.equals(root.resolve(FolderRoot.HOUSE))) {
                        found.add(path);
                        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                            open.add(path);
                        }
                    }
                }
            }
        }
        found.sort(null);
        return found;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
