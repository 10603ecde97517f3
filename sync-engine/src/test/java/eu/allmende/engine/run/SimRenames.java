package eu.allmende.engine.run;

import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.sim.SimDisk;
import java.io.IOException;
import java.nio.file.Path;

/// Renames as a kernel has them that can exchange names: what `renameat2` does on Linux.
record SimRenames(SimDisk disk) implements Renames {
    @Override
    public void moveNew(Path from, Path to) throws IOException {
        disk.moveNew(from, to);
    }

    @Override
    public void swapIn(Path fresh, Path target, Path slot) throws IOException {
        moveNew(fresh, slot);
        boolean exchanged = false;
        try {
            disk.exchange(slot, target);
            exchanged = true;
        } finally {
            if (!exchanged) {
                moveNew(slot, fresh);
            }
        }
    }
}
