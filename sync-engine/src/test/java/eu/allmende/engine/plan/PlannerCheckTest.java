package eu.allmende.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// From any tree that two sides changed as they liked, planning comes to an end, on one tree, with
/// nothing lost. After CanopyCheck, with which Dropbox checked the planner of Nucleus.
///
/// `-Dsoak` runs a million cases, `-Dseed=` one of them.
class PlannerCheckTest {
    private static final long CASES = System.getProperty("soak") == null ? 20_000 : 1_000_000;
    private static final long ONE_IN = 250;

    private final Map<ConflictClass, Long> met = new EnumMap<>(ConflictClass.class);

    @Test
    void anyTwoChangesOfOneTreeBecomeOneTreeAndNothingIsLost() {
        Long one = Long.getLong("seed");
        if (one != null) {
            check(PlannerCase.of(one));
            return;
        }
        for (long seed = 1; seed <= CASES; seed++) {
            check(PlannerCase.of(seed));
        }
        for (ConflictClass what : EnumSet.allOf(ConflictClass.class)) {
            assertThat(met.getOrDefault(what, 0L))
                    .as("cases with " + what)
                    .isGreaterThan(CASES / ONE_IN);
        }
    }

    private void check(PlannerCase one) {
        ConflictClass.of(one.sides()).forEach(what -> met.merge(what, 1L, Long::sum));
        if (one.fault().isPresent()) {
            PlannerCase shrunk = one.shrunk();
            Optional<Throwable> fault = shrunk.fault();
            throw new AssertionError(shrunk + "\n" + fault.orElseThrow(), fault.orElseThrow());
        }
    }
}
