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
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// A person at a computer who does things at random, and remembers what must not be lost: every
/// content that nobody overwrote or deleted.
final class SimUser {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "d.txt", "e.txt", "ä", "dir", "x.tar.gz");

    private final Random random;
    private final Set<String> required;
    private final List<String> log;
    private final int[] counter;

    SimUser(Random random, Set<String> required, List<String> log, int[] counter) {
        this.random = random;
        this.required = required;
        this.log = log;
        this.counter = counter;
    }

    void act(SimDevice device) throws IOException {
        List<Path> all = entries(device.root);
        List<Path> directories = new ArrayList<>(List.of(device.root));
        List<Path> files = new ArrayList<>();
        for (Path path : all) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                directories.add(path);
            } else {
                files.add(path);
            }
        }
        int what = random.nextInt(100);
        if (what < 30 || files.isEmpty()) {
            create(device, pick(directories).resolve(pick(NAMES)));
        } else if (what < 45) {
            write(device, pick(files));
        } else if (what < 55) {
            makeDirectory(device, pick(directories).resolve(pick(NAMES)));
        } else if (what < 72) {
            move(device, pick(all), pick(directories).resolve(pick(NAMES)));
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
            link(device, pick(directories).resolve(pick(NAMES)));
        } else if (what < 98) {
            copySame(device, pick(directories).resolve(pick(NAMES)));
        } else {
            saveWithBackup(device, pick(files));
        }
    }

    private void copySame(SimDevice device, Path to) throws IOException {
        if (!exists(to)) {
            Files.writeString(to, "the same everywhere");
            say(device, "same", to, to);
        }
    }

    private void create(SimDevice device, Path path) throws IOException {
        if (!exists(path)) {
            write(device, path);
        }
    }

    private void write(SimDevice device, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        lose(path);
        String content = "content " + counter[0]++ + " by " + device.name;
        Files.writeString(path, content);
        required.add(content);
        say(device, "write " + content, path, path);
    }

    private void saveLikeAnEditor(SimDevice device, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        Path temporary = path.resolveSibling("." + path.getFileName() + ".tmp");
        String content = "content " + counter[0]++ + " by " + device.name;
        lose(path);
        Files.writeString(temporary, content);
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        required.add(content);
        say(device, "save " + content, path, path);
    }

    private void saveWithBackup(SimDevice device, Path path) throws IOException {
        Path backup = path.resolveSibling(path.getFileName() + "~");
        if (Files.isSymbolicLink(path) || exists(backup)) {
            return;
        }
        Files.move(path, backup);
        String content = "content " + counter[0]++ + " by " + device.name;
        Files.writeString(path, content);
        required.add(content);
        say(device, "backup " + content, path, backup);
    }

    private void makeDirectory(SimDevice device, Path path) throws IOException {
        if (!exists(path)) {
            Files.createDirectory(path);
            say(device, "mkdir", path, path);
        }
    }

    private void move(SimDevice device, Path from, Path to) throws IOException {
        if (!exists(to) && !to.startsWith(from) && exists(from)) {
            Files.move(from, to);
            say(device, "move", from, to);
        }
    }

    private void swap(SimDevice device, Path one, Path other) throws IOException {
        if (one.startsWith(other) || other.startsWith(one)) {
            return;
        }
        Path between = device.root.resolve("between");
        Files.move(one, between);
        Files.move(other, one);
        Files.move(between, other);
        say(device, "swap", one, other);
    }

    private void delete(SimDevice device, Path path) throws IOException {
        lose(path);
        Files.delete(path);
        say(device, "delete", path, path);
    }

    private void deleteAll(SimDevice device, Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            List<Path> list = new ArrayList<>(paths.toList());
            java.util.Collections.reverse(list);
            for (Path path : list) {
                lose(path);
                Files.delete(path);
            }
        }
        say(device, "delete all", top, top);
    }

    private void executable(SimDevice device, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        Set<PosixFilePermission> bits = Files.getPosixFilePermissions(path);
        if (!bits.remove(PosixFilePermission.OWNER_EXECUTE)) {
            bits.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(path, bits);
        say(device, "exec", path, path);
    }

    private void link(SimDevice device, Path path) throws IOException {
        if (!exists(path)) {
            Files.createSymbolicLink(path, Path.of("target" + random.nextInt(3)));
            say(device, "link", path, path);
        }
    }

    private void lose(Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            required.remove(Files.readString(path, StandardCharsets.UTF_8));
        }
    }

    private void say(SimDevice device, String what, Path one, Path other) {
        log.add(
                device.name
                        + ": "
                        + what
                        + " "
                        + device.root.relativize(one)
                        + (one.equals(other) ? "" : " -> " + device.root.relativize(other)));
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
