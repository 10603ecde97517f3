package eu.allmende.ui;

import java.io.File;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;

/// The window, as the program opens it.
public final class DesktopProgram {
    private DesktopProgram() {}

    /// Opens the window and returns once it is closed.
    ///
    /// @throws UnsupportedOperationException if there is no screen
    public static void open(Desk desk) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        Platform.setImplicitExit(false);
        Platform.startup(() -> show(desk, background, closed));
        try {
            closed.await();
        } finally {
            background.shutdownNow();
            Platform.exit();
        }
    }

    private static void show(Desk desk, ExecutorService background, CountDownLatch closed) {
        Style.apply();
        Words words = new Words(Locale.getDefault());
        Window window = new Window(words, desk, DesktopProgram::picker, background);
        Stage stage = new Stage();
        stage.setTitle(words.text("title"));
        stage.setScene(window.scene());
        stage.getIcons().setAll(Mark.windowIcons());
        stage.setMinWidth(820);
        stage.setMinHeight(560);
        stage.setOnHidden(_ -> {
            window.close();
            closed.countDown();
        });
        stage.show();
    }

    private static DirectoryPicker picker(Scene scene) {
        return () ->
                Optional.ofNullable(new DirectoryChooser().showDialog(scene.getWindow()))
                        .map(File::getPath);
    }
}
