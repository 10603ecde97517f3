package eu.allmende.checks.commandline;

import eu.allmende.checks.commandline.Place.Act;
import java.util.List;
import java.util.stream.Stream;

/// Two people get in each other's way. A's change is committed first.
final class ConflictScenarios {
    private ConflictScenarios() {}

    static List<Scenario> all() {
        return Stream.of(contents(), deletions(), moves(), types(), peace())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Scenario> contents() {
        String longest = "n".repeat(251) + ".txt";
        return List.of(
                Scenario.of("both make a file")
                        .apart(p -> p.write("a.txt", "from A"), p -> p.write("a.txt", "from B"))
                        .end(p -> p.write("a.txt", "from A").write("a (copy by B).txt", "from B")),
                Scenario.of("both edit a file")
                        .with(p -> p.write("a.txt", "old"))
                        .apart(p -> p.write("a.txt", "from A"), p -> p.write("a.txt", "from B"))
                        .end(p -> p.write("a.txt", "from A").write("a (copy by B).txt", "from B")),
                Scenario.of("both edit a big file")
                        .with(p -> p.big("a.bin", 6, 11))
                        .apart(p -> p.insert("a.bin", 5), p -> p.insert("a.bin", 6_000_000))
                        .end(p ->
                                p.big("a.bin", 6, 11)
                                        .insert("a.bin", 5)
                                        .big("a (copy by B).bin", 6, 11)
                                        .insert("a (copy by B).bin", 6_000_000)),
                Scenario.of("both retarget a link")
                        .with(p -> p.link("l", "old"))
                        .apart(p -> p.delete("l").link("l", "A"), p -> p.delete("l").link("l", "B"))
                        .end(p -> p.link("l", "A").link("l (copy by B)", "B")),
                Scenario.of("both edit again what was a conflict")
                        .with(p -> p.write("a", "old"))
                        .apart(p -> p.write("a", "A1"), p -> p.write("a", "B1"))
                        .apart(p -> p.write("a", "A2"), p -> p.write("a", "B2"))
                        .end(p ->
                                p.write("a", "A2")
                                        .write("a (copy by B)", "B1")
                                        .write("a (copy by B) again", "B2")),
                Scenario.of("both edit a file with the longest of names")
                        .with(p -> p.write(longest, "old"))
                        .apart(p -> p.write(longest, "A"), p -> p.write(longest, "B"))
                        .end(p -> p.write(longest, "A").write("n (copy by B).txt", "B")));
    }

    private static List<Scenario> deletions() {
        return List.of(
                Scenario.of("A edits what B deletes")
                        .with(p -> p.write("a", "old"))
                        .apart(p -> p.write("a", "new"), p -> p.delete("a"))
                        .end(p -> p.write("a", "new")),
                Scenario.of("B edits what A deletes")
                        .with(p -> p.write("a", "old"))
                        .apart(p -> p.delete("a"), p -> p.write("a", "new"))
                        .end(p -> p.write("a", "new")),
                Scenario.of("A moves what B deletes")
                        .with(p -> p.write("a", "1"))
                        .apart(p -> p.move("a", "b"), p -> p.delete("a"))
                        .end(p -> p.write("b", "1")),
                Scenario.of("B moves what A deletes")
                        .with(p -> p.write("a", "1"))
                        .apart(p -> p.delete("a"), p -> p.move("a", "b"))
                        .end(p -> p.write("b", "1")),
                Scenario.of("A moves into what B deletes")
                        .with(p -> p.write("a", "1").write("d/x", "2"))
                        .apart(p -> p.move("a", "d/a"), p -> p.delete("d"))
                        .end(p -> p.write("d/a", "1")),
                Scenario.of("B moves into what A deletes")
                        .with(p -> p.write("a", "1").write("d/x", "2"))
                        .apart(p -> p.delete("d"), p -> p.move("a", "d/a"))
                        .end(p -> p.write("d/a", "1")),
                Scenario.of("A makes a file in what B deletes")
                        .with(p -> p.write("d/x", "1"))
                        .apart(p -> p.write("d/y", "2"), p -> p.delete("d"))
                        .end(p -> p.write("d/y", "2")),
                Scenario.of("B makes a file in what A deletes")
                        .with(p -> p.write("d/e/x", "1"))
                        .apart(p -> p.delete("d"), p -> p.write("d/e/y", "2"))
                        .end(p -> p.write("d/e/y", "2")),
                Scenario.of("B edits a file in what A deletes")
                        .with(p -> p.write("d/x", "1").write("d/y", "2"))
                        .apart(p -> p.delete("d"), p -> p.write("d/x", "new"))
                        .end(p -> p.write("d/x", "new")));
    }

    private static List<Scenario> moves() {
        return List.of(
                Scenario.of("A moves to a name that B makes")
                        .with(p -> p.write("a", "1"))
                        .apart(p -> p.move("a", "b"), p -> p.write("b", "2"))
                        .end(p -> p.write("b", "1").write("b (copy by B)", "2")),
                Scenario.of("B moves to a name that A makes")
                        .with(p -> p.write("a", "1"))
                        .apart(p -> p.write("b", "2"), p -> p.move("a", "b"))
                        .end(p -> p.write("b", "2").write("b (copy by B)", "1")),
                Scenario.of("both move one file apart")
                        .with(p -> p.write("a", "1"))
                        .apart(p -> p.move("a", "by-A"), p -> p.move("a", "by-B"))
                        .end(p -> p.write("by-A", "1")),
                Scenario.of("both move to one name")
                        .with(p -> p.write("a", "1").write("b", "2"))
                        .apart(p -> p.move("a", "c"), p -> p.move("b", "c"))
                        .end(p -> p.write("c", "1").write("c (copy by B)", "2")),
                Scenario.of("each moves a directory into the other")
                        .with(p -> p.write("d/x", "1").write("e/y", "2"))
                        .apart(p -> p.move("d", "e/d"), p -> p.move("e", "d/e"))
                        .end(p -> p.write("e/d/x", "1").write("e/y", "2")),
                Scenario.of("both rename one directory apart")
                        .with(p -> p.write("d/x", "1"))
                        .apart(p -> p.move("d", "by-A"), p -> p.move("d", "by-B"))
                        .end(p -> p.write("by-A/x", "1")));
    }

    private static List<Scenario> types() {
        return List.of(
                Scenario.of("A makes a directory where B makes a file")
                        .apart(p -> p.write("a/x", "1"), p -> p.write("a", "2"))
                        .end(p -> p.write("a/x", "1").write("a (copy by B)", "2")),
                Scenario.of("A makes a file where B makes a directory")
                        .apart(p -> p.write("a", "1"), p -> p.write("a/x", "2"))
                        .end(p -> p.write("a", "1").write("a (copy by B)/x", "2")),
                Scenario.of("A makes a directory of what B edits")
                        .with(p -> p.write("a", "old"))
                        .apart(p -> p.delete("a").write("a/x", "1"), p -> p.write("a", "new"))
                        .end(p -> p.write("a/x", "1").write("a (copy by B)", "new")));
    }

    /// A time is no content: what both make alike keeps on each disk the time that it has there.
    private static List<Scenario> peace() {
        Act same = p -> p.write("a", "same").dated("a", "2003-04-05T06:07:08Z");
        return List.of(
                Scenario.of("both make the same file").apart(same, same).end(same),
                Scenario.of("both edit to the same")
                        .with(p -> p.write("a", "old"))
                        .apart(same, same)
                        .end(same),
                Scenario.of("both delete")
                        .with(p -> p.write("a", "old").write("d/b", "old"))
                        .apart(p -> p.delete("a").delete("d"), p -> p.delete("d").delete("a"))
                        .end(p -> {}),
                Scenario.of("both move to the same place")
                        .with(p -> p.write("a", "1"))
                        .apart(p -> p.move("a", "d/b"), p -> p.move("a", "d/b"))
                        .end(p -> p.write("d/b", "1")),
                Scenario.of("both make a directory with different files")
                        .apart(p -> p.write("d/a", "1"), p -> p.write("d/b", "2"))
                        .end(p -> p.write("d/a", "1").write("d/b", "2")),
                Scenario.of("A moves what B edits")
                        .with(p -> p.write("a", "old"))
                        .apart(p -> p.move("a", "d/b"), p -> p.write("a", "new"))
                        .end(p -> p.write("d/b", "new")),
                Scenario.of("A makes a program of what B edits")
                        .with(p -> p.write("a", "old"))
                        .apart(p -> p.executable("a"), p -> p.write("a", "new"))
                        .end(p -> p.write("a", "new").executable("a")),
                Scenario.of("A renames a directory in which B makes a file")
                        .with(p -> p.write("d/x", "1"))
                        .apart(p -> p.move("d", "e"), p -> p.write("d/y", "2"))
                        .end(p -> p.write("e/x", "1").write("e/y", "2")),
                Scenario.of("A renames a directory from which B moves a file")
                        .with(p -> p.write("d/x", "1").write("d/y", "2"))
                        .apart(p -> p.move("d", "e"), p -> p.move("d/x", "x"))
                        .end(p -> p.write("x", "1").write("e/y", "2")),
                Scenario.of("A exchanges two files that B edits")
                        .with(p -> p.write("a", "1").write("b", "2"))
                        .apart(
                                p -> p.move("a", "t").move("b", "a").move("t", "b"),
                                p -> p.append("a", "B").append("b", "B"))
                        .end(p ->
                                p.write("a", "2")
                                        .append("a", "B")
                                        .write("b", "1")
                                        .append("b", "B")));
    }
}
