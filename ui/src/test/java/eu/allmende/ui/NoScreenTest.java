package eu.allmende.ui;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NoScreenTest {
    /// The program of the process that has no screen.
    static final class Opening {
        private Opening() {}

        public static void main(String[] none) throws InterruptedException {
            try {
                FakeDesk desk = new FakeDesk(Samples.noAccount());
                DesktopProgram.open(() -> new DeskOpening.Opened.Ready(desk));
            } catch (UnsupportedOperationException e) {
                System.out.println("no screen");
            }
            System.exit(0);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there a screen can be taken away")
    void withoutAScreenTheProgramSaysSoAndDoesNotHang() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            boolean ended = process.waitFor(40, SECONDS);

            assertThat(ended).as("it ends by itself").isTrue();
            assertThat(process.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualToIgnoringNewLines("no screen");
        } finally {
            process.destroyForcibly();
        }
    }
}
