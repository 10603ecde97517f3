package eu.allmende.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Edits, renames and deletes on both devices come together, and nothing that was written is lost.
public final class BothSidesChange implements DemoCheck {
    private static final int MOST_ROUNDS = 5;
    private static final String BY_A = "written by A";
    private static final String BY_B = "written by B";

    @Override
    public String claim() {
        return "Edits, renames and deletes on both sides converge";
    }

    @Override
    public Verdict check(Stage stage) throws IOException, InterruptedException {
        changeOnA(stage.first().files().resolve(DemoFiles.OWN));
        changeOnB(stage.second().files().resolve(DemoFiles.OWN));
        long start = System.nanoTime();
        List<String> different = syncUntilEqual(stage);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (!different.isEmpty()) {
            return Verdict.failed(Differing.text(different));
        }
        String lost = lost(stage.first().files().resolve(DemoFiles.OWN));
        TreePicture picture = stage.first().picture();
        return lost.isEmpty()
                ? Verdict.held(
                        "a file edited on both became a conflicted copy; nothing was lost",
                        new Verdict.Work(picture.files(), 0, time))
                : Verdict.failed(lost);
    }

    private static void changeOnA(Path own) throws IOException {
        append(own.resolve("note 0.txt"), BY_A);
        append(own.resolve("note 8.txt"), BY_A);
        Files.move(own.resolve("note 1.txt"), own.resolve("renamed by A.txt"));
        Files.move(own.resolve("moving"), own.resolve("moved by A"));
        Files.delete(own.resolve("note 2.txt"));
        Files.writeString(own.resolve("new on A.txt"), BY_A);
    }

    private static void changeOnB(Path own) throws IOException {
        append(own.resolve("note 3.txt"), BY_B);
        append(own.resolve("note 8.txt"), BY_B);
        Files.createDirectories(own.resolve("made by B"));
        Files.move(own.resolve("note 4.txt"), own.resolve("made by B/note 4.txt"));
        Files.delete(own.resolve("note 5.txt"));
        Files.writeString(own.resolve("new on B.txt"), BY_B);
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    private static List<String> syncUntilEqual(Stage stage)
            throws IOException, InterruptedException {
        List<String> different = List.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            stage.first().sync();
            stage.second().sync();
            different = stage.first().picture().differences(stage.second().picture());
            if (round > 0 && different.isEmpty()) {
                break;
            }
        }
        return different;
    }

    /// What is not there as it should be; nothing if all is.
    private static String lost(Path own) throws IOException {
        List<String> names;
        try (Stream<Path> children = Files.list(own)) {
            names = children.map(child -> child.getFileName().toString()).sorted().toList();
        }
        List<String> here =
                List.of(
                        "renamed by A.txt",
                        "moved by A",
                        "made by B",
                        "new on A.txt",
                        "new on B.txt");
        List<String> gone =
                List.of("note 1.txt", "note 2.txt", "note 4.txt", "note 5.txt", "moving");
        List<Path> versions =
                names.stream().filter(name -> name.startsWith("note 8")).map(own::resolve).toList();
        if (!names.containsAll(here)) {
            return "a new or renamed file is missing";
        }
        if (gone.stream().anyMatch(names::contains)) {
            return "a deleted or renamed file is still there";
        }
        boolean edits =
                contains(own.resolve("note 0.txt"), BY_A)
                        && contains(own.resolve("note 3.txt"), BY_B);
        return edits && anyContains(versions, BY_A) && anyContains(versions, BY_B)
                ? ""
                : "an edit is lost";
    }

    private static boolean anyContains(List<Path> files, String text) throws IOException {
        for (Path file : files) {
            if (contains(file, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Path file, String text) throws IOException {
        return Files.readString(file).contains(text);
    }
}
