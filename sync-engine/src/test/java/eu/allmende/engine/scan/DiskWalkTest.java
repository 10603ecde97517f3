package eu.allmende.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.IgnoreRules;
import eu.allmende.engine.sim.SimClock;
import eu.allmende.engine.sim.SimDisk;
import eu.allmende.engine.sim.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read of a disk of which something is known.
class DiskWalkTest {
    private final List<String> acts = new ArrayList<>();
    private final SimDisk disk =
            new SimDisk(Traits.GOOD, new SimClock(), (what, path) -> acts.add(what + " " + path));
    private final FolderRoot root = new FolderRoot(disk.root().resolve("folder"));

    @BeforeEach
    void fill() throws IOException {
        disk.byUser(() -> {
            Files.createDirectory(root.path());
            for (String directory : List.of("a", "a/b", "c")) {
                Files.createDirectory(path(directory));
                Files.writeString(path(directory).resolve("file"), directory);
            }
        });
    }

    private Path path(String inside) {
        return root.path().resolve(inside);
    }

    /// The directory as an earlier look saw it.
    private record Remembered(Seen seen, String path, Set<String> open) implements Recall {
        @Override
        public boolean mustBeRead() {
            return open.contains(path);
        }

        @Override
        public List<Child> children() {
            return seen.children().stream().map(child -> child(child)).toList();
        }

        private static Child child(Seen seen) {
            return new Child(
                    new Seen(seen.name(), seen.stat(), "", List.of(), seen.depth()),
                    List.of(),
                    true);
        }

        @Override
        public Optional<Recall> directory(String name, Identity identity) {
            String below = path.isEmpty() ? name : path + "/" + name;
            return seen.children().stream()
                    .filter(child -> child.name().equals(name))
                    .filter(child -> child.stat().identity().isSame(identity))
                    .<Recall>map(child -> new Remembered(child, below, open))
                    .findFirst();
        }
    }

    private Optional<Sight> lookAt(Sight before, String... open) throws IOException {
        acts.clear();
        Recall known = new Remembered(before.root(), "", Set.of(open));
        return DiskWalk.look(root, IgnoreRules.NONE, known);
    }

    private Sight look() throws IOException {
        return DiskWalk.look(root, IgnoreRules.NONE);
    }

    private static Set<String> paths(Seen directory, String prefix) {
        Set<String> paths = new TreeSet<>();
        for (Seen child : directory.children()) {
            paths.add(prefix + child.name());
            paths.addAll(paths(child, prefix + child.name() + "/"));
        }
        return paths;
    }

    @Test
    void ofWhatIsKnownNothingIsAsked() throws IOException {
        Sight whole = look();
        assertThat(whole.read()).containsExactlyInAnyOrder("", "a/", "a/b/", "c/");

        Sight none = lookAt(whole).orElseThrow();

        assertThat(acts).containsExactly("stat /folder");
        assertThat(none.root()).isEqualTo(whole.root());
        assertThat(none.read()).isEmpty();
    }

    @Test
    void onlyWhatMustBeIsRead() throws IOException {
        Sight whole = look();
        disk.byUser(() -> {
            Files.writeString(path("a/b/new"), "new");
            Files.writeString(path("c/unheard"), "new");
        });

        Sight some = lookAt(whole, "a/b").orElseThrow();

        assertThat(some.read()).containsExactly("a/b/");
        assertThat(acts)
                .containsExactlyInAnyOrder(
                        "stat /folder",
                        "stat /folder/a/b",
                        "list /folder/a/b",
                        "stat /folder/a/b/file",
                        "stat /folder/a/b/new");
        assertThat(paths(some.root(), ""))
                .isEqualTo(Set.of("a", "a/file", "a/b", "a/b/file", "a/b/new", "c", "c/file"));
    }

    @Test
    void aDirectoryThatIsNotKnownIsReadWithAllBelow() throws IOException {
        Sight whole = look();
        disk.byUser(() -> {
            Files.move(path("a"), path("c/a"));
            Files.createDirectory(path("a"));
        });

        Sight some = lookAt(whole, "", "c").orElseThrow();

        assertThat(new HashSet<>(some.read())).isEqualTo(Set.of("", "a/", "c/", "c/a/", "c/a/b/"));
    }

    @Test
    void whoeverRemembersADirectoryThatIsAnotherNowIsMisled() throws IOException {
        Sight whole = look();
        disk.byUser(() -> {
            Files.move(path("a/b"), path("old"));
            Files.createDirectory(path("a/b"));
        });

        assertThat(lookAt(whole, "a/b")).isEmpty();
        disk.byUser(() -> Files.delete(path("a/b")));
        assertThat(lookAt(whole, "a/b")).isEmpty();
        disk.byUser(() -> Files.writeString(path("a/b"), "a file"));
        assertThat(lookAt(whole, "a/b")).isEmpty();
    }
}
