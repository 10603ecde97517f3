package eu.allmende.engine.run;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Random;

/// A disk at which the process dies when told to.
final class CrashingDisk implements Renames, Durability {
    private final Renames renames;
    private final Random random;
    private int left = Integer.MAX_VALUE;

    CrashingDisk(Renames renames, Random random) {
        this.renames = renames;
        this.random = random;
    }

    /// The process is gone.
    static final class Crash extends Error {
        Crash() {
            super("killed");
        }
    }

    /// It dies at the n-th act from now.
    void dieAfter(int acts) {
        left = acts;
    }

    void live() {
        left = Integer.MAX_VALUE;
    }

    @Override
    public void moveNew(Path from, Path to) throws IOException {
        around(() -> renames.moveNew(from, to));
    }

    @Override
    public void swapIn(Path fresh, Path target, Path slot) throws IOException {
        around(() -> renames.swapIn(fresh, target, slot));
    }

    @Override
    public void files(Collection<Path> files) throws IOException {
        around(() -> {});
    }

    @Override
    public void directories(Collection<Path> directories) throws IOException {
        around(() -> {});
    }

    private interface Act {
        void run() throws IOException;
    }

    private void around(Act act) throws IOException {
        boolean before = left == 1 && random.nextBoolean();
        boolean after = left == 1 && !before;
        if (left != Integer.MAX_VALUE) {
            left--;
        }
        if (before) {
            throw new Crash();
        }
        act.run();
        if (after) {
            throw new Crash();
        }
    }
}
