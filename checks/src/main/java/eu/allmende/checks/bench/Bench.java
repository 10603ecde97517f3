package eu.allmende.checks.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// `./allmende bench NAME [--json]`: measures, and prints a table of figure, target and ratio.
public final class Bench {
    private static final Map<String, Supplier<Measured>> BENCHES =
            new TreeMap<>(Map.of("erasure", ErasureBench::new, "seal", SealBench::new));

    private Bench() {}

    /// One bench.
    interface Measured {
        /// Measures; takes a while.
        List<Figure> measure() throws Exception;
    }

    /// Runs the bench that the first argument names.
    public static void main(String[] args) throws Exception {
        Supplier<Measured> bench = args.length > 0 ? BENCHES.get(args[0]) : null;
        if (bench == null) {
            System.err.println(
                    "There are these benches: " + String.join(", ", BENCHES.keySet()) + ".");
            System.exit(2);
            return;
        }
        List<Figure> figures = bench.get().measure();
        boolean json = args.length > 1 && args[1].equals("--json");
        System.out.print(json ? json(figures) : table(figures));
        System.exit(0);
    }

    private static String table(List<Figure> figures) {
        StringBuilder table =
                new StringBuilder(
                        "%-48s %10s %10s %7s%n".formatted("figure", "measured", "target", "ratio"));
        for (Figure figure : figures) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%-48s %10s %10s %7s%n",
                            figure.name(),
                            amount(figure.value(), figure.unit()),
                            figure.target() == 0 ? "" : amount(figure.target(), figure.unit()),
                            figure.target() == 0
                                    ? ""
                                    : String.format(Locale.ROOT, "%.2f", figure.ratio())));
        }
        return table.toString();
    }

    private static String amount(double value, String unit) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f %s" : "%.0f %s", value, unit);
    }

    private static String json(List<Figure> figures) {
        StringBuilder json = new StringBuilder("{\"figures\": [");
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            json.append(i == 0 ? "" : ", ")
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "{\"name\": \"%s\", \"value\": %.4f, \"target\": %.4f, \"unit\": \"%s\"}",
                                    figure.name(),
                                    figure.value(),
                                    figure.target(),
                                    figure.unit()));
        }
        return json.append("]}\n").toString();
    }
}
