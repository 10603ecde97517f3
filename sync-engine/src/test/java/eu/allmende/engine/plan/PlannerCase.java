package eu.allmende.engine.plan;

import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;

/// One case of [PlannerCheckTest]: all of it follows from its seed.
///
/// @param here what was done to the local tree
/// @param there what was done to the remote tree
record PlannerCase(long seed, Tree base, Perturbation here, Perturbation there) {
    private static final int ONE_CROSSED_IN = 8;
    private static final int MOST_TRIES = 8;

    /// The case of a seed.
    static PlannerCase of(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        RandomTree chance = new RandomTree(random);
        Tree base = chance.tree();
        Perturbation here = Perturbation.of(base, chance, random);
        Perturbation there = Perturbation.of(base, chance, random);
        return random.nextInt(ONE_CROSSED_IN) == 0
                ? crossed(new PlannerCase(seed, base, here, there), chance)
                : new PlannerCase(seed, base, here, there);
    }

    /// The same, but first one directory went into another here, and that one into it there: seldom
    /// met by chance.
    private static PlannerCase crossed(PlannerCase one, RandomTree chance) {
        Tree base = one.base;
        for (int i = 0; i < MOST_TRIES; i++) {
            EntryId outer = chance.directory(base);
            EntryId inner = chance.directory(base);
            Deed here = new Deed.Move(outer, chance.spotWithin(base, inner));
            Deed there = new Deed.Move(inner, chance.spotWithin(base, outer));
            Perturbation alone = new Perturbation(List.of());
            Sides sides = new Sides(base, alone.after(here).on(base), alone.after(there).on(base));
            if (ConflictClass.of(sides).contains(ConflictClass.MOVE_MOVE_CYCLE)) {
                return new PlannerCase(
                        one.seed, base, one.here.after(here), one.there.after(there));
            }
        }
        return one;
    }

    /// The trees of both sides.
    Sides sides() {
        return new Sides(base, here.on(base), there.on(base));
    }

    /// Runs it.
    ///
    /// @return what is wrong, if something is
    Optional<Throwable> fault() {
        try {
            Sides sides = sides();
            Promises.check(sides, PlannerRun.toTheEnd(sides, seed));
            return Optional.empty();
        } catch (AssertionError | IllegalStateException | NoSuchElementException | IOException e) {
            return Optional.of(e);
        }
    }

    /// The smallest case that can be had by leaving out deeds, and still has a fault.
    PlannerCase shrunk() {
        PlannerCase smallest = this;
        Optional<PlannerCase> smaller = Optional.of(this);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = smallest.smaller();
        }
        return smallest;
    }

    private Optional<PlannerCase> smaller() {
        for (int i = 0; i < here.deeds().size(); i++) {
            PlannerCase fewer = new PlannerCase(seed, base, here.without(i), there);
            if (fewer.fault().isPresent()) {
                return Optional.of(fewer);
            }
        }
        for (int i = 0; i < there.deeds().size(); i++) {
            PlannerCase fewer = new PlannerCase(seed, base, here, there.without(i));
            if (fewer.fault().isPresent()) {
                return Optional.of(fewer);
            }
        }
        for (EntryId entry : RandomTree.entries(base)) {
            Tree less = RandomTree.copy(base);
            new Deed.Delete(entry).on(less);
            PlannerCase fewer = new PlannerCase(seed, less, here, there);
            if (fewer.fault().isPresent()) {
                return Optional.of(fewer);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + "\nagreed:\n");
        for (EntryId entry : RandomTree.entries(base)) {
            EntryState state = base.find(entry).orElseThrow();
            text.append("  " + entry + " " + base.path(entry).orElse("?") + "\n");
            text.append("      " + state + "\n");
        }
        text.append("here:\n");
        here.deeds().forEach(deed -> text.append("  " + deed + "\n"));
        text.append("there:\n");
        there.deeds().forEach(deed -> text.append("  " + deed + "\n"));
        return text.toString();
    }
}
