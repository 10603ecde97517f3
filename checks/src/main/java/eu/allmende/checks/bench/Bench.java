package eu.allmende.checks.bench;

import eu.allmende.checks.bench.peers.PeersBench;
import eu.allmende.engine.run.LocalEngine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// `./allmende bench NAME [--json]`: measures, and prints a table of figure, target and ratio.
///
/// A bench is one class that is a [Measured], and one line here.
public final class Bench {
    private static final Map<String, Supplier<Measured>> BENCHES =
            new TreeMap<>(
                    Map.of(
                            "erasure", ErasureBench::new,
                            "join", () -> new JoinBench(LocalEngine::open),
                            "ledger", () -> new LedgerBench(LocalEngine::open),
                            "node", NodeBench::new,
                            "path", () -> new PathBench(LocalEngine::open),
                            "seal", SealBench::new,
                            "trees", TreesBench::new));

    private static final String JSON = "--json";

    /// Has options of its own.
    private static final String PEERS = "peers";

    private Bench() {}

    /// One bench.
    interface Measured {
        /// Measures; takes a while.
        List<Figure> measure() throws Exception;
    }

    /// Runs the bench that is named. Ends with 0, or with 2 if there is no such bench or option.
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        if (!words.isEmpty() && words.getFirst().equals(PEERS)) {
            System.exit(PeersBench.run(words.subList(1, words.size())));
        }
        List<String> names = words.stream().filter(word -> !word.equals(JSON)).toList();
        Supplier<Measured> bench = names.size() == 1 ? BENCHES.get(names.getFirst()) : null;
        if (bench == null) {
            System.err.println(
                    "Say which one: ./allmende bench NAME [--json], where NAME is one of "
                            + String.join(", ", BENCHES.keySet())
                            + ", "
                            + PEERS
                            + ".");
            System.exit(2);
            return;
        }
        Report report = new Report(names.getFirst(), bench.get().measure());
        System.out.print(words.contains(JSON) ? report.json() : report.table());
        System.exit(0);
    }
}
