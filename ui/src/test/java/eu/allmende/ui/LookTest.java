package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every page in both languages, light and dark: nothing is clipped, nothing is speechless. With
/// `-Dpictures=true` the pictures are kept in `target/screens`.
@ExtendWith(ApplicationExtension.class)
class LookTest {
    private static final Path SCREENS = Path.of("target/screens");

    private Stage stage;

    /// Each test shows its stage once: without a screen, a stage that changes its size fails.
    @Start
    void begin(Stage given) {
        stage = given;
    }

    @ParameterizedTest
    @CsvSource({
        "day, en, LIGHT",
        "day, de, LIGHT",
        "day, de, DARK",
        "hard-day, en, LIGHT",
        "hard-day, de, DARK",
        "no-folder, en, LIGHT",
        "no-folder, de, DARK",
        "no-account, en, LIGHT",
        "no-account, de, DARK",
        "opening, en, LIGHT",
        "unreachable, en, LIGHT",
        "unreachable, de, DARK",
        "silent, de, LIGHT"
    })
    void thePageIsWholeAndEverythingOnItHasAName(String page, String language, ColorScheme scheme)
            throws IOException {
        Screen screen = new Screen(window(page, language, scheme).scene());

        assertThat(call(screen::clipped)).isEmpty();
        assertThat(call(screen::speechless)).isEmpty();
        BufferedImage picture = call(screen::picture);
        keep(picture, page, language, scheme);
    }

    @ParameterizedTest
    @CsvSource({"en, LIGHT", "de, LIGHT", "de, DARK"})
    void theFormIsWholeAndEverythingOnItHasAName(String language, ColorScheme scheme, FxRobot robot)
            throws IOException {
        Screen screen = new Screen(window("day", language, scheme).scene());
        robot.clickOn("#add");
        BufferedImage empty = call(screen::picture);
        robot.clickOn("#add-confirm");

        assertThat(call(screen::clipped)).isEmpty();
        assertThat(call(screen::speechless)).isEmpty();
        keep(call(screen::picture), "form-refused", language, scheme);
        keep(empty, "form", language, scheme);
    }

    @Test
    void theSmallestWindowStillShowsWhatMatters() throws IOException {
        onTheWindowsThread(() -> {
            stage.setWidth(DesktopProgram.LEAST_WIDTH);
            stage.setHeight(DesktopProgram.LEAST_HEIGHT);
        });
        Screen screen = new Screen(window("hard-day", "de", ColorScheme.LIGHT).scene());

        assertThat(call(screen::clipped)).isEmpty();
        keep(call(screen::picture), "smallest", "de", ColorScheme.LIGHT);
    }

    @Test
    void aTextThatDoesNotFitIsFound() {
        Label label = new Label("much too long");
        label.setMaxWidth(40);
        onTheWindowsThread(() -> {
            stage.setScene(new Scene(new StackPane(label), 200, 100));
            stage.show();
        });

        assertThat(call(new Screen(stage.getScene())::clipped)).containsExactly("much too long");
    }

    private Window window(String page, String language, ColorScheme scheme) {
        Outside outside =
                new Outside(
                        new FakeDesk(Samples.noAccount()),
                        (_, _) -> Optional.empty(),
                        "/home/anna",
                        task -> Thread.ofVirtual().start(task));
        Window window =
                call(() -> {
                    Style.wear(scheme);
                    Words words = new Words(Locale.of(language));
                    Window made = new Window(words, outside);
                    stage.setScene(made.scene());
                    stage.show();
                    return made;
                });
        snapshot(page).ifPresent(window::showSoon);
        window.haltSoon(halt(page));
        WaitForAsyncUtils.waitForFxEvents();
        return window;
    }

    private static Optional<DeskSnapshot> snapshot(String page) {
        return switch (page) {
            case "day", "silent" -> Optional.of(Samples.day());
            case "hard-day" -> Optional.of(Samples.hardDay());
            case "no-folder" -> Optional.of(Samples.with());
            case "no-account" -> Optional.of(Samples.noAccount());
            case "unreachable", "opening" -> Optional.empty();
            default -> throw new IllegalArgumentException(page);
        };
    }

    private static Optional<Halt> halt(String page) {
        return switch (page) {
            case "silent" -> Optional.of(Halt.of(Halt.Reason.SILENT));
            case "unreachable" -> Optional.of(Halt.of(Halt.Reason.UNREACHABLE));
            case "opening" -> Optional.of(Halt.of(Halt.Reason.OPENING));
            default -> Optional.empty();
        };
    }

    private static void keep(BufferedImage picture, String page, String language, ColorScheme look)
            throws IOException {
        Screen.keep(picture, SCREENS.resolve(page + "-" + language + "-" + look + ".png"));
    }

    private static void onTheWindowsThread(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T> T call(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, work);
    }
}
