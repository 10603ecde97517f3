package eu.allmende.checks.commandline;

import eu.allmende.checks.commandline.Place.Act;
import java.util.ArrayList;
import java.util.List;

/// What two people do in one directory, and what must lie there at the end. Immutable.
///
/// @param name a sentence
/// @param base what lies there on both computers before
/// @param rounds what each does while it does not see the other
/// @param end draws what must lie there; the loser of a conflict on B is `stem (copy by B).ext`
record Scenario(String name, Act base, List<Round> rounds, Act end) {
    Scenario {
        rounds = List.copyOf(rounds);
    }

    /// What is done on each computer, unseen by the other. A's is committed first.
    record Round(Act onA, Act onB) {}

    /// A scenario that begins with an empty directory.
    static Scenario of(String name) {
        return new Scenario(name, Act.NOTHING, List.of(), Act.NOTHING);
    }

    Scenario with(Act before) {
        return new Scenario(name, before, rounds, end);
    }

    /// One more round in which only A works.
    Scenario a(Act act) {
        return apart(act, Act.NOTHING);
    }

    /// One more round in which only B works.
    Scenario b(Act act) {
        return apart(Act.NOTHING, act);
    }

    /// One more round in which both work.
    Scenario apart(Act onA, Act onB) {
        List<Round> more = new ArrayList<>(rounds);
        more.add(new Round(onA, onB));
        return new Scenario(name, base, more, end);
    }

    Scenario end(Act picture) {
        return new Scenario(name, base, rounds, picture);
    }

    /// The directory it happens in.
    String directory() {
        return name.replace(' ', '-');
    }

    @Override
    public String toString() {
        return name;
    }
}
