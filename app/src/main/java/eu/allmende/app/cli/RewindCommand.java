package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rewind`: makes a whole folder what it was.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Makes a whole folder what it was, on all devices: what was not there then goes too.",
            "Says in numbers what it will do, and asks. Rewinding to a moment after it undoes it."
        })
final class RewindCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The folder's name.")
    private String name = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            required = true,
            description =
                    "2026-03-01 (its beginning), \"2026-03-01 14:30\", 2026-03-01T14:30:00Z or \"2"
                            + " hours ago\".")
    private String at = "";

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    RewindCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String moment = TimeOfPast.read(at, ZonedDateTime.now(ZoneId.systemDefault())).toString();
        Answer.RewindPlan plan =
                new DeskCommand(console)
                        .ask(new Question.PlanRewind(name, moment), Answer.RewindPlan.class);
        if (PastTexts.isNothing(plan.counts())) {
            Answer.Restored nothing =
                    new Answer.Restored(plan.name(), plan.counts(), List.of(), "");
            return PastTexts.show(nothing, console).exitCode();
        }
        console.say(PastTexts.of(plan));
        if (!yes && !confirmed()) {
            throw new CommandException(Ending.FAILED, "Nothing was done.");
        }
        Answer.Restored restored =
                new DeskCommand(console).ask(new Question.Rewind(plan), Answer.Restored.class);
        return PastTexts.show(restored, console).exitCode();
    }

    private boolean confirmed() throws IOException {
        console.say("Rewind it? [y/N]");
        return console.readLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
