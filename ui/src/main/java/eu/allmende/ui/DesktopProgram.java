package eu.allmende.ui;

import java.io.File;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;

/// The window, as the program opens it.
public final class DesktopProgram {
    static final double LEAST_WIDTH = 900;
    static final double LEAST_HEIGHT = 560;

    private DesktopProgram() {}

    /// Opens the window at once, the desk behind it, and returns once the window is closed. At most
    /// once in the life of a process.
    ///
    /// @throws UnsupportedOperationException if there is no screen
    public static void open(DeskOpening opening) throws InterruptedException {
        var made = new CompletableFuture<Window>();
        var closed = new CountDownLatch(1);
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        Platform.setImplicitExit(false);
        try (DeskConnection desk = new DeskConnection(opening, DeskConnection.Pace.USUAL)) {
            Outside outside = outside(desk, background);
            // outside the inner try: to exit what never started would wait for ever
            Platform.startup(() -> make(made, closed, outside));
            try {
                desk.begin(made.get());
                closed.await();
            } finally {
                Platform.exit();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the window could not be made", e.getCause());
        } finally {
            background.shutdownNow();
        }
    }

    /// A window that cannot be made must not be waited for: whatever it was is passed on.
    private static void make(
            CompletableFuture<Window> made, CountDownLatch closed, Outside outside) {
        try {
            Style.apply();
            Words words = new Words(Locale.getDefault());
            Window window = new Window(words, outside);
            Stage stage = stage(words, window);
            stage.setOnHidden(_ -> closed.countDown());
            stage.show();
            made.complete(window);
        } catch (RuntimeException | Error e) {
            made.completeExceptionally(e);
        }
    }

    private static Stage stage(Words words, Window window) {
        Stage stage = new Stage();
        stage.setTitle(words.text("title"));
        stage.setScene(window.scene());
        stage.getIcons().setAll(Mark.windowIcons());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        return stage;
    }

    private static Outside outside(Asking desk, ExecutorService background) {
        String home = System.getProperty("user.home", "");
        return new Outside(desk, (owner, title) -> pick(owner, title, home), home, background);
    }

    private static Optional<String> pick(javafx.stage.Window owner, String title, String home) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        File begin = new File(home);
        if (begin.isDirectory()) {
            chooser.setInitialDirectory(begin);
        }
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::getPath);
    }
}
