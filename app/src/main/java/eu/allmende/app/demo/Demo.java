package eu.allmende.app.demo;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Explained;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Tries out what the program claims, one claim after the other.
public final class Demo {
    private static final Logger LOG = System.getLogger(Demo.class.getName());

    private final List<DemoCheck> checks;

    /// @param checks in this order
    public Demo(List<DemoCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /// All that the program claims today.
    public static Demo ofEverything() {
        return new Demo(
                List.of(
                        new FirstSync(),
                        new BothSidesChange(),
                        new NothingOutsideTheFence(),
                        new RestoredFromTheWords(),
                        new AroundDamage(),
                        new ForgedEntryCaught(LedgerReader::verifying),
                        new OldHeadCaught(LedgerReader::verifying)));
    }

    /// A claim and what came of it.
    public record Result(String claim, Verdict verdict) {}

    /// Runs all checks on a stage; those after a failed one are run as well.
    public List<Result> run(Stage stage, Consumer<String> narrator) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (DemoCheck check : checks) {
            narrator.accept(check.claim() + " ...");
            Verdict verdict = verdict(check, stage);
            narrator.accept((verdict.held() ? "  held: " : "  FAILED: ") + verdict.detail());
            results.add(new Result(check.claim(), verdict));
        }
        return results;
    }

    /// Whether all claims hold; none at all is no proof.
    public static boolean allHeld(List<Result> results) {
        return !results.isEmpty() && results.stream().allMatch(each -> each.verdict().held());
    }

    private static Verdict verdict(DemoCheck check, Stage stage) throws InterruptedException {
        try {
            return check.check(stage);
        } catch (CommandException e) {
            return Verdict.failed(e.sentence());
        } catch (IOException | RuntimeException e) { // one broken check must not hide the others
            LOG.log(Level.ERROR, "a check could not be tried", e);
            return Verdict.failed("could not be tried: " + Explained.of(e).sentence());
        }
    }
}
