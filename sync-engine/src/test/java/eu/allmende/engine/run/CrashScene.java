package eu.allmende.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// What is in the folder when the victim starts, and what was done to it.
enum CrashScene {
    /// The other device did everything that there is; the victim applies it.
    COMES_DOWN {
        @Override
        void there(Path root) throws IOException {
            everything(root);
        }
    },
    /// All of it was done here; the victim sends it.
    GOES_UP {
        @Override
        void here(Path root) throws IOException {
            everything(root);
        }
    },
    /// Both did something to the same things.
    CLASHES {
        @Override
        void there(Path root) throws IOException {
            write(root, "replaced", "replaced there");
            write(root, "both", "made there");
            write(root, "new folder/both", "made there, deep");
            write(root, "turned/inside", "made there, in what was a file");
            Files.delete(root.resolve("deleted"));
            Files.move(root.resolve("moved"), root.resolve("moved there"));
            Files.move(root.resolve("folder"), root.resolve("far/folder"));
            swap(root, "one", "other");
        }

        @Override
        void here(Path root) throws IOException {
            write(root, "replaced", "replaced here, at greater length");
            write(root, "both", "made here");
            write(root, "new folder/both", "made here, deep");
            write(root, "turned", "made here, in place of the folder");
            write(root, "deleted", "edited, though deleted there");
            Files.move(root.resolve("moved"), root.resolve("moved here"));
            write(root, "folder/inside", "edited in a folder that moved");
            Files.move(root.resolve("far"), root.resolve("further"));
            write(root, "one", "edited, though swapped there");
        }
    };

    /// What both have agreed on.
    void agreed(Path root) throws IOException {
        for (String name : new String[] {"kept", "replaced", "deleted", "moved", "one", "other"}) {
            write(root, name, "the old " + name);
        }
        write(root, "tool", "a tool");
        write(root, "big", "big ".repeat(50_000));
        write(root, "folder/inside", "in a folder");
        write(root, "folder/deep/er", "deep in a folder");
        write(root, "gone/one", "in a folder that goes");
        write(root, "gone/deep/two", "deep in a folder that goes");
        write(root, "outer/inner/file", "in an inner folder");
        Files.createDirectories(root.resolve("far"));
        Files.createDirectories(root.resolve("empty"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("old target"));
        Files.createFile(root.resolve("nothing"));
        write(root, "file to folder", "was a file");
        write(root, "folder to file/inside", "in what was a folder");
    }

    /// What the other device did since.
    void there(Path root) throws IOException {}

    /// What was done to the victim's directory since.
    void here(Path root) throws IOException {}

    private static void everything(Path root) throws IOException {
        write(root, "new", "a new file");
        write(root, "new folder/deep/new", "a new file in a new folder");
        write(root, "replaced", "the new replaced");
        write(root, "big", "BIG ".repeat(50_000));
        Files.delete(root.resolve("deleted"));
        Files.move(root.resolve("moved"), root.resolve("far/moved"));
        Files.move(root.resolve("folder"), root.resolve("far/folder"));
        swap(root, "one", "other");
        Files.setPosixFilePermissions(
                root.resolve("tool"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.delete(root.resolve("link"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("new target"));
        Files.createSymbolicLink(root.resolve("new link"), Path.of("somewhere"));
        for (String name : new String[] {"gone/one", "gone/deep/two", "gone/deep", "gone"}) {
            Files.delete(root.resolve(name));
        }
        Files.move(root.resolve("outer/inner"), root.resolve("inner"));
        Files.move(root.resolve("outer"), root.resolve("inner/outer"));
        Files.move(root.resolve("inner"), root.resolve("outer"));
        Files.delete(root.resolve("file to folder"));
        write(root, "file to folder/inside", "in what was a file");
        Files.delete(root.resolve("folder to file/inside"));
        Files.delete(root.resolve("folder to file"));
        write(root, "folder to file", "was a folder");
    }

    static void write(Path root, String name, String content) throws IOException {
        Path file = root.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, content);
    }

    private static void swap(Path root, String one, String other) throws IOException {
        Path between = root.resolve("between");
        Files.move(root.resolve(one), between, StandardCopyOption.ATOMIC_MOVE);
        Files.move(root.resolve(other), root.resolve(one), StandardCopyOption.ATOMIC_MOVE);
        Files.move(between, root.resolve(other), StandardCopyOption.ATOMIC_MOVE);
    }
}
