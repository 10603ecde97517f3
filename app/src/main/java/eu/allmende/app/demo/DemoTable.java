package eu.allmende.app.demo;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.commons.LocalHosting;
import eu.allmende.app.commons.SimulatedOperator;
import eu.allmende.app.desk.CommandException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// What the demo ends with: what was checked, what it cost, and where the pieces lie.
final class DemoTable {
    private static final double MEGABYTE = 1e6;

    private DemoTable() {}

    static String of(Stage stage, List<Demo.Result> results) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("");
        lines.add(row("", "checked", "files", "MB", "seconds", "MB/s"));
        lines.add("-".repeat(104));
        for (Demo.Result result : results) {
            lines.add(row(result));
        }
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Expansion: %.2f bytes on the wire for each byte of content (code 3 of 7: 2.33"
                                + " without compression, packing and padding).",
                        stage.expansion()));
        if (stage.mostMemoryBytes() > 0) {
            lines.add(
                    "Memory of all processes together, at most seen: %d MB."
                            .formatted(stage.mostMemoryBytes() / 1_000_000));
        }
        addPlaces(lines, stage);
        lines.add("");
        lines.add(
                Demo.allHeld(results)
                        ? "Every check held."
                        : "NOT every check held: see the rows with FAILED.");
        return lines.toString();
    }

    private static String row(Demo.Result result) {
        Verdict.Work work = result.verdict().work();
        double seconds = work.time().equals(Duration.ZERO) ? 0 : work.time().toNanos() / 1e9;
        double megabytes = work.bytes() / MEGABYTE;
        boolean isSpeed = megabytes > 0 && seconds > 0;
        return row(
                result.verdict().held() ? "held" : "FAILED",
                result.claim(),
                work.files() > 0 ? "" + work.files() : "",
                megabytes > 0 ? number(megabytes) : "",
                seconds > 0 ? number(seconds) : "",
                isSpeed ? number(megabytes / seconds) : "");
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-6s  %-62s %7s %9s %8s %7s", cells).stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static void addPlaces(StringJoiner lines, Stage stage) throws IOException {
        lines.add("");
        lines.add("Where the pieces lie (countries and laws are declared, not checked):");
        for (int place = 0; place < Members.NODES; place++) {
            SimulatedOperator operator = SimulatedOperator.at(place);
            lines.add(
                    String.format(
                                    Locale.ROOT,
                                    "  %s  law %s  %-26s %s",
                                    operator.country(),
                                    operator.law(),
                                    operator.name(),
                                    kept(stage, place))
                            .stripTrailing());
        }
    }

    private static String kept(Stage stage, int place) throws IOException {
        if (!stage.members().isAlive(place)) {
            return "killed";
        }
        try {
            Doors.NodeState state = new LocalHosting().nodeState(stage.members().nodeDir(place));
            return String.format(
                    Locale.ROOT,
                    "%6d pieces %9.2f MB",
                    state.pieces(),
                    state.usedBytes() / MEGABYTE);
        } catch (CommandException e) {
            return "does not answer";
        }
    }
}
