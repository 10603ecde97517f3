package eu.allmende.engine.run;

import eu.allmende.engine.sim.Crash;
import eu.allmende.engine.sim.SimDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// What goes wrong with one machine's disk: the process dies at an act, or acts fail for a while.
final class SimFaults implements SimDisk.Acts {
    private static final Set<String> WRITING =
            Set.of(
                    "open",
                    "write",
                    "mkdir",
                    "symlink",
                    "link",
                    "copy",
                    "delete",
                    "rename",
                    "exchange",
                    "times",
                    "chmod",
                    "flush");

    private final SimTrace trace;
    private final Runnable beforeWriting;
    private Random random = new Random(0);
    private Storm storm = Storm.NONE;
    private int left = Integer.MAX_VALUE;
    private final Map<String, Integer> counts = new TreeMap<>();
    private long writes;

    /// Acts of which some fail.
    enum Storm {
        NONE,
        FULL,
        BROKEN,
        FORBIDDEN
    }

    /// @param beforeWriting called before each act that changes the disk
    SimFaults(SimTrace trace, Runnable beforeWriting) {
        this.trace = trace;
        this.beforeWriting = beforeWriting;
    }

    /// The process dies at the n-th act from now.
    void dieAfter(int acts) {
        left = acts;
    }

    /// From now on some acts fail.
    void begin(Storm what, Random chance) {
        storm = what;
        random = chance;
    }

    /// Nothing goes wrong any more.
    void end() {
        left = Integer.MAX_VALUE;
        storm = Storm.NONE;
    }

    /// How many acts there were of each kind since the last call, but for looks.
    Map<String, Integer> takeCounts() {
        Map<String, Integer> taken = new TreeMap<>(counts);
        taken.keySet().removeAll(Set.of("stat", "list"));
        counts.clear();
        return taken;
    }

    /// How many acts changed the disk.
    long writes() {
        return writes;
    }

    @Override
    public void at(String what, Path path) throws IOException {
        trace.note(what, path);
        counts.merge(what, 1, Integer::sum);
        boolean writing = WRITING.contains(what);
        if (writing) {
            writes++;
            beforeWriting.run();
        }
        if (left != Integer.MAX_VALUE && --left <= 0) {
            trace.say("dies at " + what + " " + path);
            throw new Crash(what + " " + path);
        }
        if (storm != Storm.NONE && random.nextInt(12) == 0) {
            fail(what, path, writing);
        }
    }

    private void fail(String what, Path path, boolean writing) throws IOException {
        boolean fails = storm != Storm.FULL || (writing && !what.equals("delete"));
        if (fails) {
            trace.say(storm + " at " + what + " " + path);
        }
        switch (storm) {
            case FULL -> {
                if (fails) {
                    throw new FileSystemException(path.toString(), null, "No space left on device");
                }
            }
            case BROKEN ->
                    throw new FileSystemException(path.toString(), null, "Input/output error");
            case FORBIDDEN -> throw new AccessDeniedException(path.toString());
            case NONE -> {}
        }
    }
}
