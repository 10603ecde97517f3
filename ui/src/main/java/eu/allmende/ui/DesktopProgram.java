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

    /// Opens the window and returns once it is closed. At most once in the life of a process.
    ///
    /// @throws UnsupportedOperationException if there is no screen
    public static void open(Desk desk) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        Platform.setImplicitExit(false);
        // outside the try: without a screen there is no toolkit, and leaving it would wait for ever
        Platform.startup(() -> showOrGiveUp(desk, background, closed));
        try {
            closed.await();
        } finally {
            background.shutdownNow();
            Platform.exit();
        }
    }

    /// A window that cannot be made must not be waited for.
    private static void showOrGiveUp(Desk desk, ExecutorService background, CountDownLatch closed) {
        boolean shown = false;
        try {
            show(desk, background, closed);
            shown = true;
        } finally {
            if (!shown) {
                closed.countDown();
            }
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
