package eu.allmende.checks.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/// Runs work for a while and says how fast it went.
///
/// Counts the processor time of the measuring thread, not the time of the clock: a figure "per
/// core" then says the same on an idle and on a busy machine. (A busy neighbour still takes its
/// share of caches and, where two processors are one core, of that core.)
final class Measuring {
    private static final long WARM_NANOS = 2_000_000_000L;
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final int ROUNDS = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Measuring() {}

    /// Work that is measured.
    @FunctionalInterface
    interface Work {
        /// Does it once.
        ///
        /// @return how many bytes were worked on
        long run();
    }

    /// GB/s of one core: the median of three rounds of a second of processor time, after two
    /// seconds of warming up.
    static double gigabytesPerSecond(Work work) {
        round(work, WARM_NANOS);
        List<Double> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(round(work, ROUND_NANOS));
        }
        return rounds.stream().sorted().toList().get(ROUNDS / 2);
    }

    private static double round(Work work, long nanos) {
        long bytes = 0;
        long begin = THREADS.getCurrentThreadCpuTime();
        long now = begin;
        while (now - begin < nanos) {
            bytes += work.run();
            now = THREADS.getCurrentThreadCpuTime();
        }
        return (double) bytes / (now - begin);
    }
}
