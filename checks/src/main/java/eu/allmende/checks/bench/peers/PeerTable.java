package eu.allmende.checks.bench.peers;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Lines for people and for scripts.
///
/// @param lines in the order of the rows
/// @param failures why a row has no figures, by its name
/// @param shrink how many times smaller all was made than the names say; 1 for the real thing
record PeerTable(List<Line> lines, Map<String, String> failures, int shrink) {
    private static final String FORM = "%-46s %12s  %-10s %12s %7s %9s  %s\n";

    PeerTable {
        lines = List.copyOf(lines);
        failures = Map.copyOf(failures);
    }

    static String head() {
        return String.format(
                Locale.ROOT,
                FORM,
                "what",
                "Allmende",
                "peer",
                "its own",
                "ratio",
                "at most",
                "met");
    }

    static String text(Line line) {
        String limit =
                line.limit() == 0
                        ? ""
                        : line.ratio().isPresent()
                                ? String.format(Locale.ROOT, "×%.2f", line.limit())
                                : amount(line.limit(), line.unit());
        return String.format(
                Locale.ROOT,
                FORM,
                line.what(),
                amount(line.ours(), line.unit()),
                line.peer(),
                line.peer().isEmpty() ? "" : amount(line.theirs(), line.unit()),
                line.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", line.ratio().getAsDouble())
                        : "",
                limit,
                line.limit() == 0 ? "" : line.isMet() ? "yes" : "NO");
    }

    /// All lines, what failed, and the machine.
    String text() {
        return head()
                + lines.stream().map(PeerTable::text).collect(Collectors.joining())
                + failures.entrySet().stream()
                        .map(each -> each.getKey() + " was not measured: " + each.getValue() + "\n")
                        .collect(Collectors.joining())
                + (shrink == 1
                        ? ""
                        : "All was made " + shrink + " times smaller: these are no results.\n")
                + "Allmende's devices run as they do all day, warm; the peers are as Debian has"
                + " them.\n"
                + machine()
                + "\n";
    }

    /// One JSON object; `ratio` and `limit` are null where there is none.
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"bench\": \"peers\", \"machine\": \"%s\", \"shrink\": %d, \"lines\": [%s],"
                        + " \"failures\": {%s}}\n",
                machine(),
                shrink,
                lines.stream().map(PeerTable::json).collect(Collectors.joining(", ")),
                failures.entrySet().stream()
                        .map(each -> quoted(each.getKey()) + ": " + quoted(each.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private static String json(Line line) {
        return String.format(
                Locale.ROOT,
                "{\"what\": %s, \"ours\": %.4f, \"unit\": \"%s\", \"peer\": %s, \"theirs\": %.4f,"
                        + " \"ratio\": %s, \"limit\": %s, \"met\": %s}",
                quoted(line.what()),
                line.ours(),
                line.unit(),
                quoted(line.peer()),
                line.theirs(),
                line.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", line.ratio().getAsDouble())
                        : "null",
                line.limit() == 0 ? "null" : String.format(Locale.ROOT, "%.4f", line.limit()),
                line.isMet());
    }

    private static String amount(double value, String unit) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f %s" : "%.0f %s", value, unit);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "Java %s, %s %s, %d processors, load %.1f",
                Runtime.version(),
                system.getName(),
                system.getArch(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
