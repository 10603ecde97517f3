package eu.allmende.engine.run;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/// A real disk that says before and after each act which one it is.
record MarkedDisk(Renames renames, Durability durability, Marks marks)
        implements Renames, Durability {
    /// Hears of each moment at which a process may die.
    @FunctionalInterface
    interface Marks {
        void at(String moment);
    }

    @Override
    public void moveNew(Path from, Path to) throws IOException {
        around("rename " + shown(from) + " to " + shown(to), () -> renames.moveNew(from, to));
    }

    @Override
    public void swapIn(Path fresh, Path target, Path slot) throws IOException {
        around("swap in " + shown(target), () -> renames.swapIn(fresh, target, slot));
    }

    @Override
    public void files(Collection<Path> files) throws IOException {
        around("flush of the stage", () -> durability.files(files));
    }

    @Override
    public void directories(Collection<Path> directories) throws IOException {
        around("flush of directories", () -> durability.directories(directories));
    }

    private static String shown(Path path) {
        Path parent = path.getParent();
        return (parent == null ? "" : parent.getFileName() + "/") + path.getFileName();
    }

    private interface Act {
        void run() throws IOException;
    }

    private void around(String what, Act act) throws IOException {
        marks.at("before " + what);
        act.run();
        marks.at("after " + what);
    }
}
