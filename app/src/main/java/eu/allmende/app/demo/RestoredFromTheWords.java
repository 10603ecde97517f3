package eu.allmende.app.demo;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.commons.LocalHosting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Two nodes and a validator are killed; a bare computer with nothing but the 24 words gets every
/// file back.
public final class RestoredFromTheWords implements DemoCheck {
    private static final Duration MOST = Duration.ofMinutes(30);
    private static final int HEAP = 384;

    @Override
    public String claim() {
        return "2 nodes and 1 validator killed: C restores all from 24 words";
    }

    @Override
    public Verdict check(Stage stage) throws IOException, InterruptedException {
        long piecesLost = pieces(stage);
        stage.members().killNodes();
        stage.members().killValidator();
        Path dir = stage.place("C");
        long start = System.nanoTime();
        restore(stage, dir);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        TreePicture restored = TreePicture.of(dir.resolve("files"));
        List<String> different = stage.first().picture().differences(restored);
        stage.members().reviveValidator();
        if (piecesLost == 0) {
            return Verdict.failed("the killed nodes held nothing, so nothing was lost with them");
        }
        return different.isEmpty()
                ? Verdict.held(
                        "a fresh process, an empty home; " + piecesLost + " pieces were lost",
                        new Verdict.Work(restored.files(), restored.bytes(), time))
                : Verdict.failed(Differing.text(different));
    }

    private static long pieces(Stage stage) throws IOException {
        long sum = 0;
        for (int place : Members.MORTAL_NODES) {
            Doors.NodeState state = new LocalHosting().nodeState(stage.members().nodeDir(place));
            sum += state.pieces();
        }
        return sum;
    }

    private static void restore(Stage stage, Path dir) throws IOException, InterruptedException {
        Path commons = stage.members().commonsFile();
        run(
                stage,
                dir,
                stage.phrase() + "\n",
                List.of("recover", "--commons", commons.toString(), "--device", "C"));
        run(
                stage,
                dir,
                "",
                List.of("folder", "link", Stage.FOLDER, dir.resolve("files").toString()));
        run(stage, dir, "", List.of("sync", "--timeout", "" + MOST.toSeconds()));
    }

    private static void run(Stage stage, Path dir, String typed, List<String> command)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add("--home");
        words.add(dir.resolve("home").toString());
        words.addAll(command);
        try (JavaProcess process =
                JavaProcess.start(
                        "device C", HEAP, stage.members().dir().resolve("messages.txt"), words)) {
            process.type(typed);
            process.awaitDone(MOST);
        }
    }
}
