package eu.allmende.checks.commandline;

import eu.allmende.checks.program.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A commons and two computers that share one folder, all as processes.
record Office(CommonsProcess commons, Computer a, Computer b) implements AutoCloseable {
    /// What the shared folder is called.
    static final String FOLDER = "shared";

    /// Opens an office in which both computers run.
    static Office open(Path dir) throws IOException, InterruptedException {
        CommonsProcess commons = CommonsProcess.start(dir.resolve("commons"));
        try {
            Computer a = new Computer("A", dir, commons.file()).found();
            a.program().run("folder", "add", FOLDER, a.files()).isDone();
            Computer b = new Computer("B", dir, commons.file()).joins(a);
            b.program().run("folder", "link", FOLDER, b.files()).isDone();
            return new Office(commons, a.start(), b.start());
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            commons.close();
            throw e;
        }
    }

    /// What is done on A's disk.
    Place onA() {
        return new Place(a.files(), "A");
    }

    /// What is done on B's disk.
    Place onB() {
        return new Place(b.files(), "B");
    }

    /// Syncs both until they have seen each other's changes.
    void settle() throws IOException {
        a.sync();
        b.sync();
        a.sync();
    }

    /// Where the two computers differ; empty if nowhere.
    List<String> differences() throws IOException {
        return a.picture(Picture.Times.WITH).differences(b.picture(Picture.Times.WITH));
    }

    @Override
    public void close() {
        a.close();
        b.close();
        commons.close();
    }
}
