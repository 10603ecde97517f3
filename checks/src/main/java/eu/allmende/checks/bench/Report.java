package eu.allmende.checks.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Figures for people and for scripts.
///
/// @param bench which bench gave them
/// @param figures in the order of the table
record Report(String bench, List<Figure> figures) {
    Report {
        figures = List.copyOf(figures);
    }

    /// One line per figure: what it was, what it should be, and the ratio (over 1 is better than
    /// the target).
    String table() {
        return row("figure", "measured", "target", "ratio")
                + figures.stream().map(Report::row).collect(Collectors.joining())
                + "\n"
                + machine()
                + "\n";
    }

    /// One JSON object; `target` and `ratio` are null where there is no target.
    String json() {
        String objects = figures.stream().map(Report::object).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "{\"bench\": \"%s\", \"machine\": \"%s\", \"figures\": [%s]}\n",
                bench,
                machine(),
                objects);
    }

    private static String row(Figure figure) {
        boolean aimed = figure.target() != 0;
        return row(
                figure.name(),
                amount(figure.value(), figure.unit()),
                aimed ? amount(figure.target(), figure.unit()) : "",
                aimed ? String.format(Locale.ROOT, "%.2f", figure.ratio()) : "");
    }

    private static String row(String name, String measured, String target, String ratio) {
        return String.format(Locale.ROOT, "%-52s %12s %12s %7s\n", name, measured, target, ratio);
    }

    private static String object(Figure figure) {
        boolean aimed = figure.target() != 0;
        return String.format(
                Locale.ROOT,
                "{\"name\": \"%s\", \"value\": %.4f, \"unit\": \"%s\", \"better\": \"%s\","
                        + " \"target\": %s, \"ratio\": %s}",
                quoted(figure.name()),
                figure.value(),
                figure.unit(),
                figure.better().name().toLowerCase(Locale.ROOT),
                aimed ? String.format(Locale.ROOT, "%.4f", figure.target()) : "null",
                aimed ? String.format(Locale.ROOT, "%.4f", figure.ratio()) : "null");
    }

    private static String amount(double value, String unit) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f %s" : "%.0f %s", value, unit);
    }

    /// What the figures depend on, and how busy it was.
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

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
