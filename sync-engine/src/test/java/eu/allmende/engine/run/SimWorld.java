package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.run.SimFaults.Storm;
import eu.allmende.engine.sim.Crash;
import eu.allmende.engine.sim.Traits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One run of [SimSyncTest]: all of it follows from its seed and the steps that are left out.
///
/// Each step draws from chances of its own, so that the others stay as they are when it is left
/// out.
final class SimWorld implements AutoCloseable {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final List<Traits> KINDS =
            List.of(Traits.GOOD, Traits.GOOD, Traits.OLD, Traits.CARD, Traits.FOLDING);

    private static final List<Storm> STORMS = List.of(Storm.FULL, Storm.BROKEN, Storm.FORBIDDEN);

    private static final int MOST_RENAMES = 100;

    private final long seed;
    private final Set<Integer> without;
    private final SimTrace trace = new SimTrace();
    private final FakeCommons commons = new FakeCommons();
    private final List<SimMachine> machines = new ArrayList<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> ever = new LinkedHashSet<>();
    private final int[] counter = new int[1];
    private final int steps;
    private final boolean violent;
    private final SimJudge judge;

    /// @param real where the databases are
    /// @param without the numbers of the steps that are left out
    SimWorld(long seed, Set<Integer> without, Path real) throws IOException {
        this.seed = seed;
        this.without = without;
        Random chance = new Random(seed * SPREAD);
        int number = 2 + (chance.nextInt(3) == 0 ? 1 : 0) + (chance.nextInt(8) == 0 ? 1 : 0);
        for (int i = 0; i < number; i++) {
            Traits traits = KINDS.get(chance.nextInt(KINDS.size()));
            SimMachine.Kit kit = new SimMachine.Kit(real, commons, trace, chance);
            machines.add(new SimMachine("device" + i, traits, kit));
            trace.say("device" + i + " has " + traits);
        }
        steps = 10 + chance.nextInt(40);
        violent = chance.nextInt(4) > 0;
        judge = new SimJudge(commons, machines, trace, required, ever);
    }

    /// How many steps there are.
    int steps() {
        return steps;
    }

    /// How many looks read only some directories.
    long partialLooks() {
        return machines.stream().mapToLong(SimMachine::partialLooks).sum();
    }

    /// How many names were marked at rests because a disk took them for others.
    long clashes() {
        return judge.clashes();
    }

    SimTrace trace() {
        return trace;
    }

    /// Goes through all steps, and lets all come to rest at the end.
    void run() throws Exception {
        for (int i = 0; i < steps; i++) {
            if (!without.contains(i)) {
                Random chance = new Random((seed * 1000 + i) * SPREAD);
                chance.nextLong();
                step(i, chance);
            }
        }
        judge.rest();
        untangle();
    }

    /// Persons give other names to what clashes on some disk: then every disk holds all.
    private void untangle() throws Exception {
        for (int i = 0; ; i++) {
            Random chance = new Random((seed * 1000 + steps + i) * SPREAD);
            Optional<SimMachine> clashing =
                    machines.stream().filter(one -> !SimMarks.clashes(one).isEmpty()).findFirst();
            if (clashing.isEmpty()) {
                return;
            }
            assertThat(i).as("times that something was renamed").isLessThan(MOST_RENAMES);
            SimMachine machine = clashing.get();
            String path = SimMarks.clashes(machine).iterator().next();
            if (chance.nextBoolean()) {
                machine = machines.get(chance.nextInt(machines.size()));
            }
            rename(machine, path, chance);
            judge.rest();
        }
    }

    private void rename(SimMachine machine, String path, Random chance) throws IOException {
        SimUser user = new SimUser(chance, required, trace::say, counter).before(judge);
        Path from = machine.root().resolve(path);
        machine.disk.byUser(() -> user.rename(machine.place(), from));
    }

    private void step(int number, Random chance) throws Exception {
        SimMachine machine = machines.get(chance.nextInt(machines.size()));
        int what = chance.nextInt(100);
        trace.say(number + ":");
        if (what < 48) {
            for (int i = chance.nextInt(3); i >= 0; i--) {
                act(machine, chance);
            }
        } else if (what < 82) {
            pass(machine, chance);
        } else if (what < 88) {
            judge.rest();
        } else if (what < 94 || !violent) {
            machine.clock.pass(pause(chance));
        } else {
            blow(machine, chance);
        }
    }

    private static Duration pause(Random chance) {
        return switch (chance.nextInt(3)) {
            case 0 -> Duration.ofMillis(chance.nextInt(50));
            case 1 -> Duration.ofMillis(chance.nextInt(5000));
            default -> Duration.ofSeconds(chance.nextInt(100_000));
        };
    }

    /// A person does something.
    private void act(SimMachine machine, Random chance) throws IOException {
        SimUser user = new SimUser(chance, required, trace::say, counter).before(judge);
        if (machines.stream().anyMatch(one -> !one.disk.traits().unix())) {
            user.inManyLengths();
        }
        if (machines.stream().anyMatch(one -> one.disk.traits().foldsCase())) {
            user.inTwoCases();
        }
        machine.disk.byUser(() -> user.act(machine.place()));
        ever.addAll(required);
        if (chance.nextBoolean()) {
            machine.clock.pass(Duration.ofMillis(chance.nextInt(20)));
        }
    }

    private void pass(SimMachine machine, Random chance) throws Exception {
        if (violent && chance.nextInt(3) == 0) {
            machine.faults.dieAfter(1 + chance.nextInt(chance.nextBoolean() ? 30 : 300));
        }
        if (violent && chance.nextInt(5) == 0) {
            Storm storm = STORMS.get(chance.nextInt(STORMS.size()));
            trace.say("the disk is " + storm);
            machine.faults.begin(storm, chance);
        }
        if (chance.nextInt(2) == 0) {
            machine.wire.begin(chance, () -> meanwhile(machine, chance));
        }
        attempt(machine, chance);
        machine.faults.end();
        machine.wire.end();
        machine.clock.pass(Duration.ofMillis(chance.nextInt(5)));
    }

    private void meanwhile(SimMachine machine, Random chance) {
        try {
            SimMachine other = machines.get(chance.nextInt(machines.size()));
            if (other != machine) {
                act(other, chance);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void attempt(SimMachine machine, Random chance) throws Exception {
        try {
            trace.say(machine.name + ": pass");
            trace.say(machine.name + ": pass gave " + machine.pass());
        } catch (Crash e) {
            machine.faults.end();
            if (chance.nextInt(3) == 0) {
                cutPower(machine, chance);
            } else {
                machine.die();
            }
            judge.nothingIsTorn(machine);
        } catch (IOException e) {
            trace.say(machine.name + ": could not start: " + e);
            machine.faults.end();
            machine.die();
        }
    }

    private void cutPower(SimMachine machine, Random chance) throws IOException {
        boolean forgot = machine.cutPower(chance);
        trace.say(machine.name + ": its power is cut" + (forgot ? ", its database is old" : ""));
        if (forgot) {
            judge.forgets();
        }
    }

    private void blow(SimMachine machine, Random chance) throws IOException {
        switch (chance.nextInt(6)) {
            case 0 -> {
                cutPower(machine, chance);
            }
            case 1 -> {
                trace.say(machine.name + ": its database is lost");
                machine.loseDatabase();
                judge.forgets();
            }
            case 2 -> {
                trace.say(machine.name + ": its database is copied");
                machine.backUp();
            }
            case 3 -> {
                trace.say(machine.name + ": its database is put back");
                machine.rollBack();
                judge.forgets();
            }
            case 4 -> {
                Duration jump = Duration.ofSeconds(chance.nextInt(20_000) - 10_000L);
                trace.say(machine.name + ": its clock jumps by " + jump);
                machine.clock.pass(jump);
            }
            default -> {
                trace.say(machine.name + ": its process is killed between passes");
                machine.die();
            }
        }
    }

    @Override
    public void close() {
        machines.forEach(SimMachine::close);
    }
}
