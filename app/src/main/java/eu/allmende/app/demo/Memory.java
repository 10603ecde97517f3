package eu.allmende.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// How much memory processes take, where the system tells (Linux).
final class Memory {
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /// Bytes resident in this process and the others together; 0 where the system does not tell.
    static long residentBytes(List<Long> others) {
        return LongStream.concat(
                        LongStream.of(ProcessHandle.current().pid()),
                        others.stream().mapToLong(Long::longValue))
                .map(Memory::ofOne)
                .sum();
    }

    private static long ofOne(long process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
