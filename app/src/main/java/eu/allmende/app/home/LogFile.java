package eu.allmende.app.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Where everything goes that is not for the screen. The file is made with the first record, so
/// that commands which go well leave none.
public final class LogFile extends Handler {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int FILES = 3;
    private static final Map<String, Level> LEVELS =
            Map.of(
                    "eu.allmende", Level.INFO,
                    "org.eclipse.jetty", Level.WARNING,
                    "org.apache.ratis", Level.WARNING,
                    "okhttp3", Level.WARNING);

    /// Loggers are kept here because the JDK holds them weakly and forgets their levels.
    private static final Map<String, Logger> KEPT = new ConcurrentHashMap<>();

    private final Path dir;
    private @Nullable FileHandler file;
    private boolean broken;

    LogFile(Path dir) {
        this.dir = dir;
        setLevel(Level.ALL);
    }

    /// Sends all log records of this process into files in a folder, and none to the screen.
    public static void to(Path dir) {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return; // whoever started this process has decided
        }
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(new LogFile(dir));
        LEVELS.forEach((name, level) -> {
            Logger logger = Logger.getLogger(name);
            logger.setLevel(level);
            KEPT.put(name, logger);
        });
    }

    @Override
    public synchronized void publish(LogRecord record) {
        FileHandler open = open();
        if (open != null && isLoggable(record)) {
            open.publish(record);
        }
    }

    private @Nullable FileHandler open() {
        if (file == null && !broken) {
            try {
                Home.makePrivate(dir);
                file = new FileHandler(pattern(), MOST_BYTES, FILES, true);
                file.setFormatter(new SimpleFormatter());
                file.setErrorManager(new Silence());
            } catch (IOException e) {
                broken = true; // nowhere to write to: what matters is said on the screen as well
            }
        }
        return file;
    }

    /// A log that cannot be written, on a full disk say, is no news for the screen: whatever is in
    /// the way of work is said there anyway, in a sentence. (The JDK would print its stack trace.)
    private static final class Silence extends ErrorManager {
        @Override
        public void error(String message, Exception thrown, int code) {}
    }

    private String pattern() {
        return dir.toString().replace("%", "%%") + "/allmende-%u.%g.log";
    }

    @Override
    public synchronized void flush() {
        if (file != null) {
            file.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            file.close();
        }
    }
}
