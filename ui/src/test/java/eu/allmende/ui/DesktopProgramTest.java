package eu.allmende.ui;

import static eu.allmende.ui.Patience.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/// The program's own way to open the window. JavaFX begins and ends once in a process, so this
/// class has one to itself (see the pom).
class DesktopProgramTest {
    private final FakeDesk desk = new FakeDesk(Samples.day());

    @Test
    void openingReturnsOnceTheWindowIsClosed() throws Exception {
        FutureTask<Void> open =
                new FutureTask<>(() -> {
                    DesktopProgram.open(() -> new DeskOpening.Opened.Ready(desk));
                    return null;
                });
        Thread.ofPlatform().daemon().start(open);
        await().ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> desk.isHeard() && onTheWindowsThread(Window::getWindows).size() == 1);

        Stage stage = (Stage) onTheWindowsThread(Window::getWindows).getFirst();
        assertThat(stage.getTitle()).isEqualTo("Allmende");
        assertThat(stage.getIcons())
                .extracting(icon -> (int) icon.getWidth())
                .isEqualTo(List.of(16, 24, 32, 48, 64, 128, 256));
        assertThat(stage.getIcons()).noneMatch(icon -> icon.isError());
        assertThat(open.isDone()).isFalse();

        Platform.runLater(stage::hide);
        open.get(120, SECONDS);
        assertThat(desk.isHeard()).isFalse();
        assertThat(desk.isClosed()).isTrue();
    }

    private static <T> T onTheWindowsThread(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> done.complete(work.get()));
        return done.orTimeout(20, SECONDS).join();
    }
}
