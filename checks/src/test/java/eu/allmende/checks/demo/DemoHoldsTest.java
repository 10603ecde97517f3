package eu.allmende.checks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.demo.Demo;
import eu.allmende.app.demo.Stage;
import eu.allmende.engine.run.LocalEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo as people start it, on few files.
class DemoHoldsTest {
    @TempDir private Path dir;

    @Test
    void everyCheckHolds() throws Exception {
        Path files = Files.createDirectory(dir.resolve("files"));
        Files.writeString(files.resolve("a.txt"), "a file");
        Files.createSymbolicLink(files.resolve("link"), Path.of("a.txt"));
        try (Stage stage =
                Stage.set(dir.resolve("stage"), files.toString(), LocalEngine::open, _ -> {})) {
            List<Demo.Result> results = Demo.ofEverything().run(stage, _ -> {});

            assertThat(results).allMatch(result -> result.verdict().held());
            assertThat(Demo.allHeld(results)).isTrue();
        }
    }
}
