package eu.allmende.engine.run;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.sim.SimDisk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a machine hears of its disk. Some hints come late, so that a pass hears of one side of a
/// move only; sometimes all are lost, and the watcher knows no more than that.
final class SimWatch implements SimDisk.Watch {
    private final Path root;
    private final Random chance;
    private final List<Parts> hints = new ArrayList<>();

    SimWatch(Path root, Random chance) {
        this.root = root;
        this.chance = chance;
    }

    @Override
    public void changed(Path path, boolean isDirectory) {
        if (path.equals(root)
                || !path.startsWith(root)
                || path.startsWith(root.resolve(FolderRoot.HOUSE))) {
            return;
        }
        String inside = root.relativize(path).toString();
        hints.add(Parts.in(Parts.above(inside)));
        if (isDirectory) {
            hints.add(Parts.within(inside));
        }
    }

    /// Whether there is nothing more to tell.
    boolean isSilent() {
        return hints.isEmpty();
    }

    /// Tells some of it, and what nobody hinted at: now and then somebody asks.
    void tell(Schedule schedule, Instant now) {
        if (chance.nextInt(10) == 0) {
            schedule.asked();
        }
        if (!hints.isEmpty() && chance.nextInt(20) == 0) {
            hints.clear();
            schedule.hinted(Parts.WHOLE, now);
        }
        List<Parts> late = new ArrayList<>();
        for (Parts hint : hints) {
            if (chance.nextInt(5) == 0) {
                late.add(hint);
            } else {
                schedule.hinted(hint, now);
            }
        }
        hints.clear();
        hints.addAll(late);
    }
}
