package eu.allmende.app.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir private Path dir;

    @Test
    void aRecordGoesIntoTheFileAndNotToTheScreen() throws IOException {
        assertThat(printedWhileLoggingInto(dir)).isEmpty();

        assertThat(Files.readString(dir.resolve("allmende-0.0.log"))).contains("something");
    }

    @Test
    void aFullDiskPrintsNoStackTrace() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("a device that is always full (Linux)").exists();
        Files.createSymbolicLink(dir.resolve("allmende-0.0.log"), full);

        assertThat(printedWhileLoggingInto(dir)).isEmpty();
    }

    private static String printedWhileLoggingInto(Path dir) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            LogFile log = new LogFile(dir);
            log.publish(new LogRecord(Level.INFO, "something"));
            log.close();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
