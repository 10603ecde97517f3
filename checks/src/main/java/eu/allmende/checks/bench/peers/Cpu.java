package eu.allmende.checks.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What processes have used, where the system tells (Linux).
final class Cpu {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;

    private Cpu() {}

    /// Processor seconds of a process so far, its ended children left out.
    static double seconds(long process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]))
                / TICKS_PER_SECOND;
    }

    /// Bytes that the TCP connections of a process have sent and received so far, TLS and all. Ask
    /// before a connection is closed: then it is not counted any more.
    static long wireBytes(long process) throws IOException, InterruptedException {
        String all = Tool.output(List.of("ss", "-tinpH"));
        long sum = 0;
        boolean mine = false;
        for (String line : all.lines().toList()) {
            if (!line.startsWith("\t") && !line.startsWith(" ")) {
                mine = line.contains("pid=" + process + ",");
            } else if (mine) {
                sum += number(line, "bytes_sent:") + number(line, "bytes_received:");
            }
        }
        return sum;
    }

    private static long number(String line, String name) {
        int at = line.indexOf(name);
        if (at < 0) {
            return 0;
        }
        String rest = line.substring(at + name.length());
        return Long.parseLong(rest.split(" ", 2)[0].strip());
    }
}
