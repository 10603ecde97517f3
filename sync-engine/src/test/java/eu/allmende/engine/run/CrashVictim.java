package eu.allmende.engine.run;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// The program of the process that [CrashMatrixTest] kills: one device, real disk, real database.
///
/// It stops for good at the moment with a number, and prints `AT` and the moment; if it gets to the
/// end before, it prints `END` and how many moments there were. With number 0 it goes on for ever
/// and prints `PASS` after each pass.
final class CrashVictim {
    /// What the device is called.
    static final String NAME = "victim";

    private static final int MOST_PASSES = 30;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final long fatal;
    private long met;

    private CrashVictim(long fatal) {
        this.fatal = fatal;
    }

    /// Runs it.
    ///
    /// @param arguments the directory of all devices; `portable` or `system`; the number
    public static void main(String[] arguments) throws Exception {
        Path base = Path.of(arguments[0]);
        Renames renames =
                arguments[1].equals("portable") ? Renames.portable() : Renames.ofThisSystem();
        CrashVictim victim = new CrashVictim(Long.parseLong(arguments[2]));
        ExecutorService cores = Executors.newFixedThreadPool(1);
        victim.live(base, renames, cores);
        cores.shutdownNow();
    }

    private void live(Path base, Renames renames, ExecutorService cores)
            throws IOException, InterruptedException {
        MarkedDisk disk = new MarkedDisk(renames, Durability.ofThisSystem(), this::mark);
        FakeRemote remote =
                new FakeRemote(
                        new KeptCommons(base.resolve("commons")),
                        NAME,
                        moment -> mark(moment.name()));
        SimDevice.Tools tools = new SimDevice.Tools(cores, InstantSource.system(), disk, disk);
        out.println("READY");
        try (SimDevice device = new SimDevice(base, NAME, remote, tools)) {
            PassEnd end = device.pass();
            for (int i = 0; fatal == 0 || (i < MOST_PASSES && !isEnd(end)); i++) {
                out.println("PASS " + end);
                end = device.pass();
            }
            out.println("END " + met);
        }
    }

    private static boolean isEnd(PassEnd end) {
        return end instanceof PassEnd.Quiet;
    }

    private synchronized void mark(String moment) {
        met++;
        if (met == fatal) {
            out.println("AT " + moment);
            while (true) {
                LockSupport.park();
            }
        }
    }
}
