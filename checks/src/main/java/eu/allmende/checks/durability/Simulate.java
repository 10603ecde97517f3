package eu.allmende.checks.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `./allmende simulate durability`: how long packs live, and what if.
@Command(
        name = "durability",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How likely a pack is lost, what repair costs, and what if: exactly for one pack, and in a"
                    + " commons that is played event by event."
        })
final class Simulate implements Callable<Integer> {
    private static final String NAME = "durability";
    private static final double PACK_MIB = 16;
    private static final double MIB_A_GIB = 1024;

    @Option(
            names = "--code",
            required = true,
            paramLabel = "K/R/N",
            description = "K pieces give a pack back; R or fewer are repaired; N are wanted.")
    private String code = "";

    @Option(
            names = "--afr",
            required = true,
            paramLabel = "F",
            description = "The share of nodes that is lost for good in a year, such as 0.2.")
    private double afr;

    @Option(
            names = "--repair-days",
            required = true,
            paramLabel = "T",
            description = "The mean time of a repair, from R pieces to N.")
    private double repairDays;

    @Option(
            names = "--shock",
            paramLabel = "F",
            description = "This share of all nodes is lost at once.")
    private double shock;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "300",
            description = "Of the played commons, and for the shock; usually ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--packs",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Of the played commons; usually ${DEFAULT-VALUE}.")
    private int packs;

    @Option(
            names = "--years",
            paramLabel = "Y",
            defaultValue = "10",
            description = "That are played; usually ${DEFAULT-VALUE}.")
    private double years;

    @Option(
            names = "--online",
            paramLabel = "F",
            defaultValue = "1",
            description = "The share of time in which a node answers; usually ${DEFAULT-VALUE}.")
    private double online;

    @Option(
            names = "--absent-hours",
            paramLabel = "H",
            defaultValue = "8",
            description = "The mean time for which it does not; usually ${DEFAULT-VALUE}.")
    private double absentHours;

    @Option(
            names = "--repair-gib-a-day",
            paramLabel = "G",
            description =
                    "What repair may move in the played commons, with packs of 16 MiB; else it is"
                            + " not limited. Then T is the time before a repair is queued.")
    private double repairGib;

    @Option(names = "--fixed", description = "In the played commons each repair takes T.")
    private boolean fixed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another one plays other years; usually ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "Draws nines over repair time.")
    private @Nullable Path plot;

    @Option(names = "--json", description = "For scripts.")
    private boolean json;

    private Simulate() {}

    /// Runs what is named. Ends with 0; with 1 if the picture cannot be written; with 2 if the
    /// words make no sense.
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... words) {
        if (words.length == 0 || !words[0].equals(NAME)) {
            System.err.println("Say what: ./allmende simulate durability --help tells more.");
            return 2;
        }
        CommandLine line = new CommandLine(new Simulate());
        line.setParameterExceptionHandler((thrown, _) -> {
            System.err.println("This makes no sense: " + thrown.getMessage());
            return 2;
        });
        return line.execute(java.util.Arrays.copyOfRange(words, 1, words.length));
    }

    @Override
    public Integer call() {
        Setting setting = setting();
        if (plot != null && !plot.toString().endsWith(".svg")) {
            throw makesNoSense("a plot is a file that ends in .svg");
        }
        Findings findings = Findings.of(setting);
        System.out.print(
                json ? FindingsJson.of(findings).toPrettyString() + "\n" : findings.text());
        return plot == null || draw(plot, setting) ? 0 : 1;
    }

    private Setting setting() {
        try {
            Scheme scheme = Scheme.read(code);
            double pieces = repairGib * MIB_A_GIB / (PACK_MIB / scheme.needed());
            return new Setting(
                    scheme,
                    new Hazard(afr, repairDays),
                    fixed,
                    nodes,
                    packs,
                    years * Hazard.DAYS_A_YEAR,
                    online,
                    absentHours,
                    shock,
                    pieces,
                    seed);
        } catch (IllegalArgumentException e) {
            throw makesNoSense(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException makesNoSense(String why) {
        return new ParameterException(new CommandLine(this), why + ".");
    }

    private static boolean draw(Path file, Setting setting) {
        try {
            Files.writeString(file, new NinesPlot(setting.scheme(), setting.hazard()).svg());
            return true;
        } catch (IOException e) {
            System.err.println("The plot cannot be written: " + e.getMessage());
            return false;
        }
    }
}
