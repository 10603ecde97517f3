package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.Path;

/// Renames that the kernel itself keeps from overwriting anything.
final class LinuxRenames implements Renames {
    private final LinuxCalls calls;
    private final Renames otherwise = new PortableRenames();

    LinuxRenames(LinuxCalls calls) {
        this.calls = calls;
    }

    @Override
    public void moveNew(Path from, Path to) throws IOException {
        if (!LinuxCalls.knows(from)
                || calls.moveNew(from, to) == LinuxCalls.Answer.NOT_KNOWN_HERE) {
            otherwise.moveNew(from, to);
        }
    }

    @Override
    public void swapIn(Path fresh, Path target, Path slot) throws IOException {
        if (!LinuxCalls.knows(fresh)) {
            otherwise.swapIn(fresh, target, slot);
            return;
        }
        moveNew(fresh, slot);
        boolean exchanged = false;
        try {
            exchanged = calls.exchange(slot, target) == LinuxCalls.Answer.DONE;
        } finally {
            if (!exchanged) {
                moveNew(slot, fresh);
            }
        }
        if (!exchanged) {
            otherwise.swapIn(fresh, target, slot);
        }
    }
}
